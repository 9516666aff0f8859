using System.Net.Http.Headers;
using System.Net.Http.Json;
using Npgsql;
using Platform.Benchmarks.Gateway;
using Platform.ServiceDefaults.Data;
using Platform.Standalone;

namespace Platform.Benchmarks.Planning;

/// <summary>
/// <c>GET /api/training/today</c> of the service's own process, with a ticket and today's workout stored, beside a bare
/// Kestrel endpoint that reads one row of the same length, in turn.
/// </summary>
internal static class Today
{
    private const int Rounds = 5;
    private const int Seconds = 6;
    private const string Path = "/api/training/today";

    public static async Task MeasureAsync(Servers servers, string database, Figures figures)
    {
        var (gateway, service, raw) = (Peer.Address(), Peer.Address(), Peer.Address());
        var identity = await servers.CreateDatabaseAsync("identitydb");
        var ticket = await TicketAsync(identity, gateway);
        await using var second = StartService(service, database, identity, servers.Broker);
        using var client = new HttpClient { BaseAddress = service };
        await Peer.AnswersAsync(client, "/health");
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ticket);
        var answer = await PrepareAsync(client);
        figures.Add("today_kib", answer.Length / 1024.0);

        var row = new Uri(raw, await StoreRowAsync(database, answer));
        await using var third = Peer.Self("row", Peer.Port(raw), $"{database};Maximum Pool Size={4 * Environment.ProcessorCount};No Reset On Close=true");
        using var plain = new HttpClient();
        await Peer.AnswersAsync(plain, row.ToString());
        if (await plain.GetStringAsync(row) != answer)
        {
            throw new InvalidOperationException("The row is not today's answer.");
        }

        (string Name, Uri Target)[] peers = [("raw", row), ("today", new(service, Path))];
        foreach (var (_, target) in peers)
        {
            await Wrk.RunAsync(target, ticket, seconds: 5);
        }

        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (name, target) in peers)
            {
                var processor = new Processor();
                var result = await Wrk.RunAsync(target, ticket, Seconds);
                figures.Add($"{name}_cpu", processor.All / (result.PerSecond * Seconds) * 1e6);
                figures.Add($"{name}_rps", result.PerSecond);
                figures.Add($"{name}_p50", result.P50);
                figures.Add($"{name}_p99", result.P99);
            }
        }

        if (await client.GetStringAsync(Path) != answer)
        {
            throw new InvalidOperationException("Today's answer has changed while it was measured.");
        }
    }

    private static async Task<string> TicketAsync(string identity, Uri gateway)
    {
        await using var running = await RealGateway.StartAsync(identity, gateway.Port, Peer.Address());
        using var client = new HttpClient { BaseAddress = gateway };
        await Peer.AnswersAsync(client, "/health");
        return await RealGateway.SignInAsync(client);
    }

    private static ChildProcess StartService(Uri address, string database, string identity, Uri broker)
    {
        var dll = Repository.Dll("services/PlanGeneration", "PlanGeneration");
        return ChildProcess.Start(new()
        {
            FileName = "dotnet",
            Arguments = [dll],
            WorkingDirectory = System.IO.Path.GetDirectoryName(dll),
            Environment = new Dictionary<string, string?>
            {
                ["ASPNETCORE_URLS"] = address.ToString(),
                ["ConnectionStrings__plangenerationdb"] = database,
                ["ConnectionStrings__identitydb"] = identity,
                ["ConnectionStrings__rabbitmq"] = broker.ToString(),
            },
            OnLine = Figures.Note,
        });
    }

    /// <summary>An athlete who trains every day with a coach.</summary>
    /// <returns>The answer of a day whose workout is stored.</returns>
    private static async Task<string> PrepareAsync(HttpClient service)
    {
        string[] week = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
        var profile = new { displayName = "Bench", timeZone = "UTC", startDate = "2026-01-05", paused = false, scheduleDays = week };
        (await service.PutAsJsonAsync("/api/athletes/me", profile)).EnsureSuccessStatusCode();
        var training = new { experience = "intermediate", sessionMinutes = 60, disciplines = new[] { "hyrox" } };
        (await service.PutAsJsonAsync("/api/athletes/me/training", training)).EnsureSuccessStatusCode();
        // The first makes it.
        await service.GetStringAsync(Path);
        return await service.GetStringAsync(Path);
    }

    private static async Task<string> StoreRowAsync(string database, string body)
    {
        var id = Guid.CreateVersion7();
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using (var create = new NpgsqlCommand(RawRow.Schema, connection))
        {
            await create.ExecuteNonQueryAsync();
        }

        await using var insert = new NpgsqlCommand("INSERT INTO raw_rows VALUES ($1, $2)", connection) { Parameters = { new() { Value = id }, new() { Value = body } } };
        await insert.ExecuteNonQueryAsync();
        return id.ToString();
    }
}
