namespace Platform.Standalone;

/// <summary>Files and directories that only their owner reads.</summary>
internal static class OwnerOnly
{
    /// <summary>Writes the whole file or none of it.</summary>
    internal static async Task WriteAsync(string path, string content, CancellationToken ct)
    {
        var incomplete = path + ".new";
        File.Delete(incomplete);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using (var writer = new StreamWriter(path: incomplete, options))
        {
            await writer.WriteAsync(content.AsMemory(), ct);
        }

        File.Move(incomplete, path, overwrite: true);
    }

    internal static void CreateDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
