using Microsoft.Extensions.DependencyInjection;
using Platform.Scheduler.Features.KeepHistory;
using Platform.Testing;

namespace Platform.Scheduler.Tests;

public sealed class KeepHistoryTests(Servers servers)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 18, 30, 0, TimeSpan.Zero);

    private static Task KeepAsync(RunningScheduler scheduler) =>
        scheduler.Host.Services.GetRequiredService<KeepHistory>().RunOnceAsync(Now, CancellationToken.None);

    [Fact]
    public async Task Settled_runs_go_after_their_time_and_others_stay()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers, new() { ["Scheduler:KeepRuns"] = "33.00:00:00" });
        await scheduler.ExecuteAsync(
            """
            INSERT INTO runs (local_date, task, user_id, run_id, status, attempt, due_at, ready_at, late, forced, reason)
            SELECT date, 'drop_training', gen_random_uuid(), gen_random_uuid(), status::run_status, 1, now(), CASE WHEN status = 'failed' THEN now() END, false, false, 'x'
            FROM unnest(ARRAY['2026-10-19', '2026-10-20']::date[]) AS date, unnest(ARRAY['dispatched', 'retrying', 'completed', 'failed', 'alerted', 'skipped']) AS status;
            INSERT INTO batches (run_id, task, engine, local_date, due_at, attempt, size, dispatched_at, open, answer_by)
            SELECT gen_random_uuid(), 'drop_training', 'training_dispatcher', date, now(), 1, 1, now(), open, now()
            FROM unnest(ARRAY['2026-10-19', '2026-10-20']::date[]) AS date, unnest(ARRAY[0, 1]) AS open
            """);

        await KeepAsync(scheduler);

        (await scheduler.QueryAsync<string>("SELECT to_char(local_date, 'DD') || ' ' || status FROM runs ORDER BY local_date, status")).ShouldBe(
            ["19 dispatched", "19 retrying", "19 failed", "20 dispatched", "20 retrying", "20 completed", "20 failed", "20 alerted", "20 skipped"]);
        (await scheduler.QueryAsync<string>("SELECT to_char(local_date, 'DD') || ' ' || open FROM batches ORDER BY local_date, open")).ShouldBe(["19 1", "20 0", "20 1"]);
    }

    [Fact]
    public async Task More_than_a_transaction_takes_is_deleted_in_several()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        await scheduler.ExecuteAsync(
            """
            INSERT INTO runs (local_date, task, user_id, run_id, status, attempt, due_at, late, forced)
            SELECT date::date, task, gen_random_uuid(), gen_random_uuid(), 'completed', 1, now(), false, false
            FROM generate_series('2026-01-01', '2026-01-03', interval '1 day') AS date, unnest(ARRAY['drop_meals', 'drop_training']) AS task, generate_series(1, 4000);
            INSERT INTO batches (run_id, task, engine, local_date, due_at, attempt, size, dispatched_at, open, answer_by)
            SELECT gen_random_uuid(), 'drop_meals', 'meal_delivery', '2026-01-01', now(), 1, 1, now(), 0, now() FROM generate_series(1, 20001)
            """);

        await KeepAsync(scheduler);

        (await scheduler.QueryAsync<long>("SELECT (SELECT count(*) FROM runs) + (SELECT count(*) FROM batches)")).ShouldBe([0]);
    }

    [Fact]
    public async Task What_people_have_settled_is_kept_for_400_days_and_a_trigger_for_30_and_the_audit_for_ever()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        await scheduler.ExecuteAsync(
            """
            INSERT INTO alerts (id, user_id, task, engine, local_date, reason, attempts, status, raised_at, acknowledged_at)
            SELECT gen_random_uuid(), gen_random_uuid(), name, 'x', '2025-01-01', 'x', 1, CASE WHEN acknowledged IS NULL THEN 'open' ELSE 'acknowledged' END, '2025-01-01Z', acknowledged
            FROM (VALUES ('open', NULL), ('old', @Now - interval '401 days'), ('recent', @Now - interval '399 days')) AS a (name, acknowledged);
            INSERT INTO job_cards (id, user_id, kind, subject, detail, status, raised_at, resolved_at)
            SELECT gen_random_uuid(), gen_random_uuid(), name, 'x', 'x', CASE WHEN resolved IS NULL THEN 'open' ELSE 'resolved' END, '2025-01-01Z', resolved
            FROM (VALUES ('open', NULL), ('old', @Now - interval '401 days'), ('recent', @Now - interval '399 days')) AS c (name, resolved);
            INSERT INTO triggers (key, by_user, request_hash, answer, at)
            SELECT name, gen_random_uuid(), '\x00', '{}', at FROM (VALUES ('old', @Now - interval '31 days'), ('recent', @Now - interval '29 days')) AS t (name, at);
            INSERT INTO audit (id, at, by_user, action, subject) VALUES (gen_random_uuid(), '2020-01-01Z', gen_random_uuid(), 'x', 'x')
            """,
            new { Now });

        await KeepAsync(scheduler);

        (await scheduler.QueryAsync<string>("SELECT task FROM alerts ORDER BY task")).ShouldBe(["open", "recent"]);
        (await scheduler.QueryAsync<string>("SELECT kind FROM job_cards ORDER BY kind")).ShouldBe(["open", "recent"]);
        (await scheduler.QueryAsync<string>("SELECT key FROM triggers")).ShouldBe(["recent"]);
        (await scheduler.QueryAsync<long>("SELECT count(*) FROM audit")).ShouldBe([1]);
    }
}
