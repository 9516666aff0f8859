using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.Scheduler;
using Platform.Scheduler.Data;
using Platform.Scheduler.Features.DispatchDue;
using Platform.Scheduler.Features.DispatchReady;
using Platform.Scheduler.Timekeeping;
using Platform.ServiceDefaults.Data;
using Platform.Testing;

namespace Platform.Scheduler.Tests;

/// <summary>
/// The statements that run every second, or once for each stride, keep to their indexes with many rows, by the plan that
/// PostgreSQL makes when it does not look at the parameters: that is the one it comes to after a few executions.
/// </summary>
public sealed class WavePlanTests(Servers servers)
{
    private static readonly DateTimeOffset Four = new(2026, 11, 22, 4, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task With_many_rows_no_statement_of_the_tick_reads_a_whole_table()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        await FillAsync(scheduler);
        var options = scheduler.Host.Services.GetRequiredService<SchedulerOptions>();
        await using var work = await scheduler.Host.Database.BeginAsync(CancellationToken.None);
        var plans = await TellPlansAsync(work);

        await work.ExecuteAsync(Timekeeper.Probe);
        var probe = await TakenAsync(work, plans);
        probe.ShouldContain("Scan using waves_due");
        probe.ShouldContain("Scan using strides_ready");
        probe.ShouldContain("Scan using runs_ready");
        probe.ShouldNotMatch("Seq Scan on (runs|waves|strides|clients)");

        (await CutWaves.RunAsync(work, options, [], Four, CancellationToken.None)).ShouldNotBeNull();
        // The waves themselves are few: how they are found when some are due is the planner's choice.
        var cut = await TakenAsync(work, plans);
        cut.ShouldContain("Index Only Scan using clients_of_zone");
        cut.ShouldNotMatch("Seq Scan on (runs|clients|client_tasks)");

        var stride = (await WalkStride.ClaimAsync(work, options, null, Four, CancellationToken.None)).ShouldNotBeNull();
        (await TakenAsync(work, plans)).ShouldNotMatch("Seq Scan on (runs|waves|clients)");

        var task = (await TaskTable.ReadAsync(work, options, CancellationToken.None)).Find(Tasks.RegenerateWorkout)!;
        stride = stride with { Task = task.Name, Zone = "UTC", LocalDate = new(2026, 11, 22), DueAt = Four, AfterUser = null, UptoUser = null };
        (await WalkStride.RunAsync(work, stride, task, options, carefully: false, Four, CancellationToken.None)).Sent.ShouldBeGreaterThan(5000);
        var page = await TakenAsync(work, plans);
        page.ShouldContain("Index Only Scan using clients_of_zone");
        page.ShouldNotMatch("Seq Scan on (runs|clients|strides)");

        await WalkStride.RunAsync(work, stride with { OwnTime = new(6, 15) }, task, options, carefully: false, Four, CancellationToken.None);
        var own = await TakenAsync(work, plans);
        own.ShouldContain("client_tasks_of_wave");
        own.ShouldNotMatch("Seq Scan on (runs|clients|client_tasks|strides)");

        await ReadyRuns.TakeAsync(work, 500, Four, CancellationToken.None);
        var ready = await TakenAsync(work, plans);
        ready.ShouldContain("Scan using runs_ready");
        ready.ShouldNotMatch("Seq Scan on (runs|clients|client_tasks)");
    }

    // What auto_explain would write to the server's log comes to this session as notices.
    private static async Task<List<string>> TellPlansAsync(Work work)
    {
        List<string> plans = [];
        work.Connection.Notice += (_, told) => plans.Add(told.Notice.MessageText);
        await work.ExecuteAsync(
            """
            SET LOCAL ROLE NONE;
            LOAD 'auto_explain';
            SET LOCAL auto_explain.log_min_duration = 0;
            SET LOCAL client_min_messages = log;
            SET LOCAL plan_cache_mode = force_generic_plan
            """);
        await TakenAsync(work, plans);
        return plans;
    }

    // A plan is told when its portal is dropped, which the next statement does.
    private static async Task<string> TakenAsync(Work work, List<string> plans)
    {
        await work.ExecuteAsync("SELECT 1");
        var all = string.Join('\n', plans);
        plans.Clear();
        return all;
    }

    private static async Task FillAsync(RunningScheduler scheduler)
    {
        var zones = NodaTime.DateTimeZoneProviders.Tzdb.Ids.Where(id => id.Contains('/')).Take(300).ToArray();
        await scheduler.ExecuteAsync(
            """
            INSERT INTO clients (user_id, version, zone_text, zone, start_date, paused, schedule_days, changed_at, own_tasks)
            SELECT gen_random_uuid(), 1, z.zone, z.zone, '2026-11-01', false, 127, now(), CASE WHEN n % 50 = 0 THEN 1 ELSE 0 END
            FROM generate_series(1, 50000) AS n
            CROSS JOIN LATERAL (SELECT CASE WHEN n % 2 = 0 THEN (@zones::text[])[1 + n / 2 % 300] ELSE 'UTC' END AS zone) AS z;
            INSERT INTO client_tasks (user_id, task, local_time, muted, zone, changed_at, changed_by)
            SELECT user_id, 'regenerate_workout', '06:15', false, zone, now(), user_id FROM clients WHERE own_tasks = 1;
            INSERT INTO batches (run_id, task, engine, local_date, due_at, attempt, size, open, dispatched_at, answer_by)
            VALUES (gen_random_uuid(), 'regenerate_workout', 'regenerate', '2026-11-21', now(), 1, 500, 0, now(), now());
            INSERT INTO runs (local_date, task, user_id, run_id, status, attempt, due_at, late, forced)
            SELECT d, 'regenerate_workout', user_id, (SELECT run_id FROM batches), 'completed', 1, d, false, false
            FROM clients CROSS JOIN generate_series(timestamptz '2026-11-18Z', '2026-11-21Z', '1 day') AS d;
            UPDATE runs SET status = 'failed', reason = 'x', ready_at = timestamptz '2026-11-22 03:00Z' + random() * interval '2 hours'
            WHERE local_date = '2026-11-21' AND user_id < '02000000-0000-0000-0000-000000000000';
            INSERT INTO strides (id, zone, task, local_date, due_at, ready_at, priority, forced)
            SELECT gen_random_uuid(), 'UTC', 'drop_training', '2026-11-23', '2026-11-23 07:00Z', '2026-11-23 07:00Z', 1, false
            FROM generate_series(1, 2000)
            """,
            new { zones });
        await scheduler.PrepareAsync();
        await using var owner = Npgsql.NpgsqlDataSource.Create(scheduler.Host.ConnectionString);
        await owner.CreateCommand("VACUUM ANALYZE").ExecuteNonQueryAsync();
    }
}
