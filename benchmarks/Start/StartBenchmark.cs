using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Platform.Standalone;

namespace Platform.Benchmarks.Start;

/// <summary>
/// How long <c>./run</c> takes until everything is healthy, and what everything together then uses at rest.
/// </summary>
internal sealed class StartBenchmark(string folder)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(20);
    private readonly string _port = FreePort.Next().ToString(CultureInfo.InvariantCulture);
    private readonly Figures _figures = new("start");

    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("platform-bench-start-").FullName;
        try
        {
            await new StartBenchmark(folder).MeasureAsync();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return 0;
    }

    private async Task MeasureAsync()
    {
        await using (var first = await StartAsync("first_ready_seconds"))
        {
            await StopAsync(first);
        }

        await using var run = await StartAsync("ready_seconds");
        var everything = new ProcessTree(run.Id);
        await Task.Delay(Rest);
        var (cpu, clock) = (everything.CpuSeconds(), Stopwatch.GetTimestamp());
        await Task.Delay(Rest);
        _figures.Add("idle_cpu_percent", (everything.CpuSeconds() - cpu) / Stopwatch.GetElapsedTime(clock).TotalSeconds * 100);
        _figures.Add("resident_mib", everything.MemoryMib("Pss"));
        _figures.Add("rss_mib", everything.MemoryMib("Rss"));
        await StopAsync(run);

        _figures.Print("first_ready_seconds", "s");
        _figures.Print("ready_seconds", "s");
        _figures.Print("resident_mib", "MiB");
        _figures.Print("rss_mib", "MiB");
        _figures.Print("idle_cpu_percent", "percent");
    }

    private async Task<ChildProcess> StartAsync(string figure)
    {
        var state = Path.Combine(folder, "state.json");
        File.Delete(state);
        var clock = Stopwatch.GetTimestamp();
        var run = ChildProcess.Start(new()
        {
            FileName = "bash",
            Arguments = [Path.Combine(Repository.Root, "run"), "--no-build"],
            WorkingDirectory = Repository.Root,
            Environment = new Dictionary<string, string?> { ["DataDirectory"] = folder, ["Gateway__Port"] = _port },
            OnLine = Figures.Note,
        });
        while (!IsReady(state))
        {
            if (!run.IsRunning || Stopwatch.GetElapsedTime(clock) > Patience)
            {
                await run.DisposeAsync();
                throw new InvalidOperationException($"./run was not ready within {Patience.TotalSeconds} seconds; its last lines are above.");
            }

            await Task.Delay(50);
        }

        _figures.Add(figure, Stopwatch.GetElapsedTime(clock).TotalSeconds);
        return run;
    }

    private static bool IsReady(string state)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(state));
            return json.RootElement.GetProperty("ready").GetBoolean();
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    private static Task StopAsync(ChildProcess run) => run.StopAsync(TimeSpan.FromSeconds(60));
}
