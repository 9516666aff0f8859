using Platform.Contracts.Delivery;
using Platform.Contracts.Insights;
using Platform.Contracts.Scheduler;
using Platform.Insights.Features.RecordOutcomes;
using Platform.Testing;

namespace Platform.Insights.Tests;

public sealed class ScanComplianceTests(Servers servers)
{
    private static readonly DateOnly Sunday = new(2026, 11, 29);
    private static readonly DateTimeOffset SundayEvening = new(2026, 11, 29, 22, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Who_logged_less_than_the_threshold_is_flagged_once_however_often_the_scan_runs()
    {
        await using var host = await ServiceHost<Program>.StartAsync(servers, databaseName: "insightsdb");
        var (poor, fair, undecided, other) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await RecordAsync(host,
        [
            .. Week(poor, Sunday, logged: 59, missed: 41, open: 0),
            .. Week(fair, Sunday, logged: 3, missed: 2, open: 5),
            .. Week(undecided, Sunday, logged: 0, missed: 0, open: 3),
            .. Week(other, Sunday.AddDays(1), logged: 0, missed: 3, open: 0),
            .. Week(other, Sunday.AddDays(-7), logged: 0, missed: 3, open: 0),
        ]);
        var first = Due();
        var firstMessage = Guid.CreateVersion7();
        await host.PublishAsync(first, firstMessage);
        await Eventually.AssertAsync(() => ReportsAre(host, 1));

        // The same message again, then the scan again under an id of its own.
        await host.PublishAsync(first, firstMessage);
        var second = Due();
        await host.PublishAsync(second);
        await Eventually.AssertAsync(() => ReportsAre(host, 2));

        await Eventually.AssertAsync(() => host.Published<ComplianceFlagged>().ShouldBe([new ComplianceFlagged(poor, new DateOnly(2026, 11, 23), 59, 41, SundayEvening)]));
        host.Published<EngineRunReported>().Select(r => r.RunId).ShouldBe([first.RunId, second.RunId], ignoreOrder: true);
        host.Published<EngineRunReported>().ShouldAllBe(r => r.CompletedGlobally && r.Engine == Engines.ComplianceScan);
    }

    [Fact]
    public async Task The_threshold_is_a_setting()
    {
        await using var host = await ServiceHost<Program>.StartAsync(
            servers, databaseName: "insightsdb", settings: new Dictionary<string, string?> { ["ComplianceScan:ThresholdPercent"] = "90" });
        var athlete = Guid.CreateVersion7();
        await RecordAsync(host, [.. Week(athlete, Sunday, logged: 8, missed: 1, open: 0)]);
        await host.PublishAsync(Due());
        await Eventually.AssertAsync(() => ReportsAre(host, 1));
        await Eventually.AssertAsync(() => host.Published<ComplianceFlagged>().ShouldHaveSingleItem().UserId.ShouldBe(athlete));
    }

    [Fact]
    public async Task Another_engines_run_is_left_to_it()
    {
        await using var host = await ServiceHost<Program>.StartAsync(servers, databaseName: "insightsdb");
        await host.PublishAsync(Due() with { Engine = Engines.Regenerate, Task = Tasks.RegenerateWorkout, UserIds = [Guid.CreateVersion7()] });
        var scan = Due();
        await host.PublishAsync(scan);
        await Eventually.AssertAsync(() => ReportsAre(host, 1));
        host.Published<EngineRunReported>().ShouldHaveSingleItem().RunId.ShouldBe(scan.RunId);
    }

    private static EngineDue Due() =>
        new(Tasks.ComplianceScan, Engines.ComplianceScan, Guid.CreateVersion7(), Sunday, SundayEvening, 1, []);

    private static Task ReportsAre(ServiceHost<Program> host, int count)
    {
        host.Published<EngineRunReported>().Count.ShouldBe(count);
        return Task.CompletedTask;
    }

    private static IEnumerable<OutcomeRow> Week(Guid user, DateOnly date, int logged, int missed, int open)
    {
        OutcomeRow Row(string exercise, long version) => version > 0
            ? new(user, date, exercise, version, 100, 5, null, null)
            : new(user, date, exercise, version, null, null, null, null);
        return Enumerable.Range(0, logged).Select(i => Row($"logged-{i}", 1))
            .Concat(Enumerable.Range(0, missed).Select(i => Row($"missed-{i}", 0)))
            .Concat(Enumerable.Range(0, open).Select(i => Row($"open-{i}", -1)));
    }

    private static async Task RecordAsync(ServiceHost<Program> host, List<OutcomeRow> rows)
    {
        await using var work = await host.Database.BeginAsync(CancellationToken.None);
        await Outcomes.RecordAsync(work, rows, CancellationToken.None);
        await work.CommitAsync(CancellationToken.None);
    }
}
