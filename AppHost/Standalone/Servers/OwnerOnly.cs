namespace Platform.Standalone;

/// <summary>Files and directories that only their owner reads.</summary>
internal static class OwnerOnly
{
    /// <summary>Writes the whole file or none of it.</summary>
    internal static void Write(string path, string content)
    {
        var incomplete = path + ".new";
        File.Delete(incomplete);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var writer = new StreamWriter(incomplete, options))
        {
            writer.Write(content);
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
