using System.Text;
using System.Text.Json;

namespace Platform.DiscordSimulator.Model;

/// <summary>
/// Accepted state, one JSON line each, written through to the operating system before it is answered: a killed process
/// loses nothing that it acknowledged. The file belongs to one process.
/// </summary>
internal sealed class Journal : IDisposable
{
    private readonly FileStream? _file;

    public Journal(SimulatorOptions options)
    {
        if (options.DataDirectory is not { Length: > 0 } directory)
        {
            return;
        }

        Directory.CreateDirectory(directory);
        _file = new FileStream(Path.Combine(directory, "discord.jsonl"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
    }

    /// <summary>
    /// What earlier runs wrote. A last line without its end was being written when the process died: it was never
    /// acknowledged and is cut off.
    /// </summary>
    /// <exception cref="InvalidDataException">Another line is not readable: the file was changed by someone else.</exception>
    public IEnumerable<Entity> Read()
    {
        if (_file is null)
        {
            yield break;
        }

        var bytes = new byte[_file.Length];
        _file.Position = 0;
        _file.ReadExactly(bytes);
        var start = 0;
        for (var line = 1; Array.IndexOf(bytes, (byte)'\n', start) is var end and >= 0; line++)
        {
            yield return Parse(bytes.AsSpan(start, end - start), line);
            start = end + 1;
        }

        _file.SetLength(start);
        _file.Position = start;
    }

    public void Append(Entity entity)
    {
        if (_file is not null)
        {
            var line = JsonSerializer.Serialize(entity, DiscordJson.Journal) + "\n";
            _file.Write(Encoding.UTF8.GetBytes(line));
        }
    }

    public void Clear() => _file?.SetLength(0);

    public void Dispose() => _file?.Dispose();

    private Entity Parse(ReadOnlySpan<byte> bytes, int line)
    {
        try
        {
            return JsonSerializer.Deserialize<Entity>(bytes, DiscordJson.Journal) ?? throw new JsonException("null");
        }
        catch (JsonException failure)
        {
            throw new InvalidDataException($"{_file!.Name}, line {line}, is not a line of this journal. Repair or remove the file.", failure);
        }
    }
}
