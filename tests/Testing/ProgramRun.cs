using System.Collections.Concurrent;
using Platform.Standalone;

namespace Platform.Testing;

/// <param name="Lines">What it said, on either stream.</param>
public sealed record ProgramRun(int ExitCode, IReadOnlyList<string> Lines)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Starts a built program as a process of its own, and returns when it has ended by itself.</summary>
    /// <param name="settings">By their names in the configuration, such as <c>Discord:BotToken</c>.</param>
    public static async Task<ProgramRun> ToItsEndAsync(string dll, IReadOnlyDictionary<string, string?> settings, params string[] arguments)
    {
        var lines = new ConcurrentQueue<string>();
        await using var program = ChildProcess.Start(new()
        {
            FileName = "dotnet",
            Arguments = [dll, .. arguments],
            Environment = settings.ToDictionary(s => s.Key.Replace(":", "__", StringComparison.Ordinal), s => s.Value),
            OnLine = lines.Enqueue,
        });
        return new(await program.Exited.WaitAsync(Patience), [.. lines]);
    }
}
