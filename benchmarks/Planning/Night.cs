using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Platform.Contracts.Scheduler;
using Platform.PlanGeneration.Features.Regenerate;
using Platform.ServiceDefaults.Data;

namespace Platform.Benchmarks.Planning;

/// <summary>
/// What 04:00 asks of one worker: the workouts of all athletes of one date, 500 in a message, through the service's own
/// handler, without the broker.
/// </summary>
internal sealed class Night(int athletes, Database database, OnEngineDue handler, NpgsqlDataSource owner)
{
    private const int Batch = 500;
    private static readonly DateTimeOffset DueAt = new(2026, 11, 30, 3, 0, 0, TimeSpan.Zero);

    public static async Task<Night> OverAsync(IServiceProvider service, NpgsqlDataSource owner, int athletes)
    {
        await NightPopulation.SeedAsync(owner, athletes);
        return new(athletes, service.GetRequiredService<Database>(), ActivatorUtilities.CreateInstance<OnEngineDue>(service), owner);
    }

    /// <summary>Makes the date's workouts. What was made of them before is taken away first, and the disk is given time.</summary>
    /// <returns>Seconds: wall, processor time of this program, and of this program and PostgreSQL together.</returns>
    public async Task<(double Wall, double Own, double All)> RunAsync(DateOnly date)
    {
        await ExecuteAsync($"DELETE FROM daily_workouts WHERE local_date = '{date:yyyy-MM-dd}'");
        await ExecuteAsync("TRUNCATE outbox");
        await ExecuteAsync("VACUUM (ANALYZE) daily_workouts");
        await ExecuteAsync("CHECKPOINT");
        var processor = new Processor();
        for (var first = 0; first < athletes; first += Batch)
        {
            var users = Enumerable.Range(first, Math.Min(Batch, athletes - first)).Select(NightPopulation.User).ToArray();
            await using var work = await database.BeginAsync(CancellationToken.None);
            await handler.HandleAsync(
                new(Tasks.RegenerateWorkout, Engines.Regenerate, Guid.CreateVersion7(), date, DueAt, 1, users), work, CancellationToken.None);
            await work.CommitAsync(CancellationToken.None);
        }

        var used = (processor.Wall, processor.Own, processor.All);
        await VerifyAsync(date);
        return used;
    }

    // A figure for athletes who were left out is no figure.
    private async Task VerifyAsync(DateOnly date)
    {
        await using var connection = await owner.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(
            """
            SELECT (SELECT sum(json_array_length(body::json -> 'completed')) FROM outbox WHERE type LIKE '%EngineRunReported'),
                (SELECT count(*) FROM outbox WHERE type LIKE '%DailyWorkoutReady'),
                (SELECT count(*) FILTER (WHERE source = 'coach') FROM daily_workouts WHERE local_date = $1),
                (SELECT count(*) FILTER (WHERE source = 'block') FROM daily_workouts WHERE local_date = $1),
                (SELECT count(*) FILTER (WHERE source = 'plan') FROM daily_workouts WHERE local_date = $1)
            """, connection) { Parameters = { new() { Value = date } } };
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        var (completed, told, coach, block, plan) = (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4));
        Figures.Note($"{date:yyyy-MM-dd}: {completed} completed; {coach} by a coach, {block} by a block, {plan} by a plan");
        // A plan has days of rest; nobody else has.
        if (completed != athletes || told != coach + block + plan || coach != athletes * 6 / 10 || block != athletes * 2 / 10 || plan == 0)
        {
            throw new InvalidOperationException($"Of {athletes} athletes {completed} were completed: {coach} by a coach, {block} by a block, {plan} by a plan; {told} were told.");
        }
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = owner.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>Nights of a small and of a large population, in turn: whether an athlete costs more where there are more.</summary>
internal static class Nights
{
    private const int Rounds = 3;
    private const int Small = 10_000;
    private const int Large = 100_000;

    /// <summary>Of the small population in each round: one would be over in a few seconds.</summary>
    private const int SmallNights = 3;

    public static async Task MeasureAsync(Func<string, Task<string>> databaseOf, Figures figures)
    {
        var (few, many) = (await databaseOf("night_few"), await databaseOf("night_many"));
        await using var fewOwner = NpgsqlDataSource.Create(few);
        await using var manyOwner = NpgsqlDataSource.Create(many);
        await using var fewService = Service.Over(few);
        await using var manyService = Service.Over(many);
        var small = await Night.OverAsync(fewService.Services, fewOwner, Small);
        var large = await Night.OverAsync(manyService.Services, manyOwner, Large);

        // The first night makes yesterday's workouts, which a coach looks back on, and warms up.
        await small.RunAsync(Athletes.Start);
        await large.RunAsync(Athletes.Start);
        for (var round = 0; round < Rounds; round++)
        {
            var date = Athletes.Start.AddDays(1 + round);
            List<(double Wall, double Own, double All)> nights = [];
            for (var night = 0; night < SmallNights; night++)
            {
                nights.Add(await small.RunAsync(date));
            }

            var (wall, own, all) = await large.RunAsync(date);
            figures.Add("night_10k_us", nights.Select(n => n.Wall).Order().ElementAt(SmallNights / 2) / Small * 1e6);
            figures.Add("night_10k_cpu", nights.Select(n => n.All).Order().ElementAt(SmallNights / 2) / Small * 1e6);
            figures.Add("night_100k_us", wall / Large * 1e6);
            figures.Add("night_100k_cpu", all / Large * 1e6);
            figures.Add("night_per_s", Large / wall);
            figures.Add("night_per_core_s", Large / own);
            figures.Add("night_with_postgres_per_core_s", Large / all);
        }
    }
}
