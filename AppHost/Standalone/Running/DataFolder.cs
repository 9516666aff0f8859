using System.Text.Json;

namespace Platform.Standalone;

/// <summary>Where a run keeps everything: server data, drawn passwords, its state. One run at a time.</summary>
internal sealed class DataFolder
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };
    private readonly Lock _keeping = new();
    private FileStream? _held;

    private DataFolder(string path) => Path = path;

    internal string Path { get; }

    /// <param name="configured">Absolute, or relative to <paramref name="root"/>; none: <c>.data</c>.</param>
    internal static DataFolder For(string? configured, string root) =>
        new(System.IO.Path.GetFullPath(string.IsNullOrEmpty(configured) ? ".data" : configured, root));

    internal string Below(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Takes the folder for this process until it ends.</summary>
    /// <exception cref="ServerFailedException">Another run has it, or it cannot be written.</exception>
    internal void Take()
    {
        try
        {
            OwnerOnly.CreateDirectory(Path);
            _held = new FileStream(Below("lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException)
        {
            throw new ServerFailedException($"The data folder {Path} cannot be written by this account. Choose another with the setting DataDirectory.");
        }
        catch (IOException)
        {
            throw new ServerFailedException($"Another run uses the data folder {Path}. Stop it, or choose another folder with the setting DataDirectory.");
        }
    }

    internal void Release() => _held?.Dispose();

    /// <summary>The value kept under this name; the first time, what <paramref name="draw"/> gives.</summary>
    internal string Keep(string name, Func<string> draw)
    {
        lock (_keeping)
        {
            var file = Below("parameters.json");
            var kept = File.Exists(file)
                ? JsonSerializer.Deserialize<SortedDictionary<string, string>>(File.ReadAllText(file))!
                : [];
            if (!kept.TryGetValue(name, out var value))
            {
                kept[name] = value = draw();
                OwnerOnly.Write(file, JsonSerializer.Serialize(kept, Readable));
            }

            return value;
        }
    }
}
