using System.Globalization;
using System.Text.Json;
using Npgsql;
using Platform.Standalone;

namespace Platform.Benchmarks.Scheduler;

/// <summary>A job queue of npm, in a process and a database of its own. <c>./bench</c> has installed it.</summary>
internal static class NodePeer
{
    /// <summary>Where the packages are, outside of the checkout.</summary>
    private static string Folder { get; } = Environment.GetEnvironmentVariable("BENCH_PEERS")
        ?? throw new InvalidOperationException("./bench scheduler installs the peers and says in BENCH_PEERS where they are.");

    /// <summary>Enqueues, fetches and completes jobs, after a small round to warm up.</summary>
    /// <returns>Jobs a second over all three.</returns>
    public static async Task<double> RunAsync(Servers servers, string driver, int jobs)
    {
        var (name, password) = ($"peer_{Guid.CreateVersion7():N}", "");
        var database = new NpgsqlConnectionStringBuilder(await servers.CreateDatabaseAsync(name));
        password = Uri.EscapeDataString(database.Password!);
        var said = new List<string>();
        await using var process = ChildProcess.Start(new()
        {
            FileName = Path.Combine(Folder, "node_modules/.bin/node"),
            Arguments =
            [
                Path.Combine(Folder, driver),
                string.Create(CultureInfo.InvariantCulture, $"postgres://{database.Username}:{password}@{database.Host}:{database.Port}/{name}"),
                jobs.ToString(CultureInfo.InvariantCulture),
            ],
            WorkingDirectory = Folder,
            OnLine = said.Add,
        });
        var code = await process.Exited.WaitAsync(TimeSpan.FromMinutes(3));
        if (code != 0)
        {
            throw new InvalidOperationException($"{driver} ended with code {code}:{Environment.NewLine}{string.Join(Environment.NewLine, said)}");
        }

        var told = JsonDocument.Parse(said[^1]).RootElement;
        var (enqueue, work) = (told.GetProperty("enqueue").GetDouble(), told.GetProperty("work").GetDouble());
        Figures.Note(string.Create(CultureInfo.InvariantCulture, $"{driver}: {jobs} jobs, enqueued in {enqueue:0.00} s, fetched and completed in {work:0.00} s"));
        await servers.DropDatabaseAsync(name);
        return jobs / (enqueue + work);
    }
}
