using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Platform.Contracts.PlanGeneration;
using Platform.Scheduler.Features.DispatchDue;
using Platform.Scheduler.Features.FollowProfiles;
using Platform.ServiceDefaults.Data;

namespace Platform.Benchmarks.Scheduler;

/// <summary>
/// Clients who change their zone, of a million with seven tasks each: through the service's own handler in batches of the
/// size and as many at once as its queue gives it, one transaction a batch, without the broker.
/// </summary>
internal static class Replan
{
    private const int Rounds = 3;
    private const int Movers = 100_000;
    private const int Batch = 100;
    private const int AtOnce = 2;

    public static async Task MeasureAsync(WebApplication service, NpgsqlDataSource owner, Figures figures)
    {
        await Population.ClearAsync(owner);
        await owner.EachAsync("DELETE FROM waves", "VACUUM ANALYZE clients");
        await service.Services.GetRequiredService<PrepareWaves>().RunOnceAsync(TimeProvider.System.GetUtcNow(), CancellationToken.None);
        var handler = ActivatorUtilities.CreateInstance<OnAthleteProfileChanged>(service.Services);
        var database = service.Services.GetRequiredService<Database>();
        await MoveAsync(handler, database, "Europe/Lisbon", 2, Batch * 20);
        for (var round = 0; round < Rounds; round++)
        {
            var zone = Population.Zones[round];
            await owner.EachAsync("VACUUM ANALYZE clients", "TRUNCATE runs", "CHECKPOINT");
            var started = Stopwatch.GetTimestamp();
            await MoveAsync(handler, database, zone, 3 + round, Movers);
            figures.Add("replan_per_s", Movers / Stopwatch.GetElapsedTime(started).TotalSeconds);
            if (await owner.ScalarAsync<long>("SELECT count(*) FROM clients WHERE zone = $1 AND version = $2", zone, 3L + round) != Movers)
            {
                throw new InvalidOperationException($"Not all of {Movers} clients have moved to {zone}.");
            }
        }
    }

    private static async Task MoveAsync(OnAthleteProfileChanged handler, Database database, string zone, long version, int count)
    {
        // Two at once, as the service takes them from its queue; each round takes the whole front of the table.
        await Parallel.ForEachAsync(Enumerable.Range(0, count).Chunk(Batch), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (batch, ct) =>
        {
            var now = TimeProvider.System.GetUtcNow();
            AthleteProfileChanged[] moves =
            [
                .. batch.Select(n => new AthleteProfileChanged(
                    Population.User(n), version, "Bench", zone, new(2026, 1, 5), false, Enum.GetValues<DayOfWeek>(), null, null, null, now)),
            ];
            await using var work = await database.BeginAsync(ct);
            await handler.HandleAsync(moves, work, ct);
            await work.CommitAsync(ct);
        });
    }
}
