using System.Globalization;
using System.Text.RegularExpressions;
using Platform.Standalone;

namespace Platform.Benchmarks.Gateway;

/// <param name="P50">Milliseconds, as <paramref name="P99"/>.</param>
internal sealed record WrkResult(double PerSecond, double P50, double P99);

/// <summary>wrk with 2 threads and 64 connections.</summary>
internal static partial class Wrk
{
    /// <exception cref="InvalidOperationException">An answer was not 200, or a connection failed: that is no figure.</exception>
    public static async Task<WrkResult> RunAsync(Uri target, string ticket, int seconds)
    {
        var lines = new List<string>();
        await using var wrk = ChildProcess.Start(new()
        {
            FileName = "wrk",
            Arguments = ["-t2", "-c64", $"-d{seconds}s", "--latency", "-H", $"Authorization: Bearer {ticket}", target.ToString()],
            OnLine = lines.Add,
        });
        var code = await wrk.Exited;
        var output = string.Join('\n', lines);
        if (code != 0 || output.Contains("Non-2xx", StringComparison.Ordinal) || output.Contains("Socket errors", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"{target} did not answer every request:\n{output}");
        }

        return new(Number(PerSecond().Match(output).Groups[1].Value), Milliseconds(P50().Match(output)), Milliseconds(P99().Match(output)));
    }

    private static double Milliseconds(Match match) =>
        Number(match.Groups[1].Value) * match.Groups[2].Value switch { "us" => 0.001, "ms" => 1, "s" => 1000, _ => double.NaN };

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex PerSecond();

    [GeneratedRegex(@"50%\s+([\d.]+)(us|ms|s)")]
    private static partial Regex P50();

    [GeneratedRegex(@"99%\s+([\d.]+)(us|ms|s)")]
    private static partial Regex P99();
}
