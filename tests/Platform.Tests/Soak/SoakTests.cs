using System.Diagnostics;
using NodaTime;

namespace Platform.Tests.Soak;

/// <summary>
/// Months of the scheduler's life in minutes. What it should have done is told by an oracle that knows only what the test
/// did. <c>SOAK_MONTHS=12 ./test Platform</c> takes longer; a failure names the seed that brings the same months again.
/// </summary>
public sealed class SoakTests
{
    private const int ReplicaCount = 2;
    private const int MostFaultsShown = 25;

    [Fact]
    public async Task Months_of_crashes_moves_and_pauses_lose_no_date_and_double_none()
    {
        var settings = SoakSettings.Read();
        var watch = Stopwatch.StartNew();
        await using var replicas = await Replicas.PrepareAsync(ReplicaCount);
        var start = Start();
        await using var engine = await EngineStandIn.StartAsync(replicas.Broker, settings.Seed);
        var time = new SoakTime(replicas, engine, start);
        var oracle = new Oracle(start);
        var story = new Story(settings, replicas, new Operators(replicas), engine, oracle, time);
        try
        {
            await time.SetAsync(start);
            await replicas.StartAllAsync();
            await story.LiveAsync();
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"{Explain("broke off")}{Environment.NewLine}{replicas.Said}", failure);
        }

        var runs = (await RunsAsync(replicas)).ToDictionary(r => r.Key);
        TestContext.Current.TestOutputHelper?.WriteLine("{0}: {1} runs, {2} messages, {3} steps, {4}", settings, runs.Count, engine.Messages, story.Steps, watch.Elapsed);
        TestContext.Current.TestOutputHelper?.WriteLine("{0}", string.Join(", ", runs.Values.CountBy(r => r.Status)) + ", " + string.Join(", ", story.Counts));
        var faults = new Comparison(oracle.Expected, runs, engine.Runs, await AlertsAsync(replicas)).Faults()
            .Concat(engine.Doubles).Concat(await replicas.FailedMessagesAsync()).ToList();
        if (faults.Count > 0)
        {
            Assert.Fail($"{faults.Count} faults:{Environment.NewLine}{string.Join(Environment.NewLine, faults.Take(MostFaultsShown))}{Environment.NewLine}{Explain("came to its end")}");
        }

        runs.Count.ShouldBeGreaterThan(settings.Clients * settings.Months * 30);

        string Explain(string end) =>
            $"{settings} {end} at {time.Now}, step {story.Steps}, after {watch.Elapsed}, at {TimeProvider.System.GetUtcNow():HH:mm:ss}. Lately:{Environment.NewLine}{string.Join(Environment.NewLine, story.Lately)}";
    }

    // So that the clocks of both hemispheres are changed within three months; and later than the real time, for the scheduler's clock does not go back.
    private static Instant Start()
    {
        var now = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow()).InUtc().Date;
        var thisYear = new LocalDate(now.Year, 2, 20);
        return (thisYear > now.PlusDays(1) ? thisYear : thisYear.PlusYears(1)).AtMidnight().InUtc().ToInstant();
    }

    private static Task<List<Run>> RunsAsync(Replicas replicas) => replicas.QueryAsync(
        "SELECT user_id, task, local_date, status::text, attempt, due_at, late, reason FROM runs",
        row => new Run(
            new(row.GetGuid(0), string.Intern(row.GetString(1)), LocalDate.FromDateOnly(row.GetFieldValue<DateOnly>(2))), string.Intern(row.GetString(3)), row.GetInt16(4),
            Instant.FromDateTimeUtc(row.GetDateTime(5)), row.GetBoolean(6), row.IsDBNull(7) ? null : row.GetString(7)));

    private static async Task<Dictionary<RunKey, int>> AlertsAsync(Replicas replicas) =>
        (await replicas.QueryAsync(
            "SELECT coalesce(user_id, '00000000-0000-0000-0000-000000000000'), task, local_date FROM alerts",
            row => new RunKey(row.GetGuid(0), row.GetString(1), LocalDate.FromDateOnly(row.GetFieldValue<DateOnly>(2)))))
        .GroupBy(key => key).ToDictionary(g => g.Key, g => g.Count());
}
