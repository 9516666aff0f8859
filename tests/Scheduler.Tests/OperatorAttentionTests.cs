using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Platform.Contracts.Scheduler;
using Platform.Testing;

namespace Platform.Scheduler.Tests;

public sealed class OperatorAttentionTests(Servers servers)
{
    [Fact]
    public async Task Alerts_of_one_cause_are_told_as_one_thing_and_taken_note_of_at_once()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        await scheduler.ExecuteAsync(
            """
            INSERT INTO alerts (id, user_id, task, engine, local_date, reason, attempts, raised_at)
            SELECT gen_random_uuid(), gen_random_uuid(), 'drop_training', 'training_dispatcher', date '2026-11-20' + n % 2, 'Discord: 403', 1, timestamptz '2026-11-21T07:00Z' + n * interval '1 minute'
            FROM generate_series(0, 6) AS n;
            INSERT INTO alerts (id, user_id, task, engine, local_date, reason, attempts, raised_at)
            SELECT gen_random_uuid(), gen_random_uuid(), 'regenerate_workout', 'regenerate', '2026-11-20', 'no block', 1, '2026-11-20T04:00Z' FROM generate_series(1, 2);
            INSERT INTO alerts (id, user_id, task, engine, local_date, reason, attempts, raised_at)
            VALUES (gen_random_uuid(), NULL, 'compliance_scan', 'compliance_scan', '2026-11-15', 'no database', 4, '2026-11-15T23:00Z');
            """);

        var groups = (await scheduler.GetAsync("/api/alerts/groups?status=open")).GetProperty("groups").EnumerateArray().ToList();
        groups.Select(g => $"{g.GetProperty("task")} {g.GetProperty("engine")} {g.GetProperty("count")} {g.GetProperty("userIds").GetArrayLength()}").ShouldBe(
            ["drop_training training_dispatcher 7 5", "regenerate_workout regenerate 2 2", "compliance_scan compliance_scan 1 0"]);
        (groups[0].GetProperty("fromLocalDate").GetString(), groups[0].GetProperty("toLocalDate").GetString()).ShouldBe(("2026-11-20", "2026-11-21"));
        (groups[0].GetProperty("lastRaisedAt").GetDateTimeOffset() - groups[0].GetProperty("firstRaisedAt").GetDateTimeOffset()).ShouldBe(TimeSpan.FromMinutes(6));

        (await NoteAsync(new { task = "drop_training", reason = "Discord: 403", raisedBefore = "2026-11-21T07:03:00Z" })).ShouldBe(3);
        (await NoteAsync(new { task = "drop_training", engine = "other" })).ShouldBe(0);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => NoteAsync(new { task = "drop_training" })));
        answers.Sum().ShouldBe(4);

        (await scheduler.GetAsync("/api/alerts/groups?status=open")).GetProperty("total").GetInt32().ShouldBe(2);
        (await scheduler.GetAsync("/api/alerts?status=acknowledged&task=drop_training")).GetProperty("items").GetArrayLength().ShouldBe(7);
        (await scheduler.AuditAsync()).ShouldAllBe(action => action == "alerts_acknowledged");
        (await scheduler.PostAsync("alerts/acknowledge", new { reason = "no task" })).Body.Faults().ShouldBe(["task"]);
        (await scheduler.Operator.GetAsync("/api/alerts/groups?status=closed")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        async Task<int> NoteAsync(object body) => (await scheduler.PostAsync("alerts/acknowledge", body)).Body.GetProperty("acknowledged").GetInt32();
    }

    [Fact]
    public async Task A_job_card_is_assigned_resolved_and_opened_again_unless_its_cause_has_raised_another()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var athlete = await scheduler.AthleteAsync("Mars/Olympus");
        await scheduler.AthleteAsync("Venus/Maat");
        var id = (await CardsAsync($"userId={athlete}")).Single().GetProperty("id").GetGuid();
        var someone = Guid.CreateVersion7();

        (await scheduler.PostAsync($"job-cards/{id}/reopen", null)).Body.Problem().ShouldBe("job-card-open");
        for (var time = 0; time < 2; time++)
        {
            (await scheduler.PostAsync($"job-cards/{id}/assign", new { assignee = someone })).Body.GetProperty("assignedTo").GetGuid().ShouldBe(someone);
        }

        (await CardsAsync($"assignee={someone}&kind={JobCardKinds.InvalidTimeZone}")).Single().GetProperty("id").GetGuid().ShouldBe(id);
        (await CardsAsync($"assignee={someone}&kind={JobCardKinds.MissingBlock}")).ShouldBeEmpty();
        (await scheduler.PostAsync($"job-cards/{id}/resolve", new { resolution = "called them" })).Status.ShouldBe(HttpStatusCode.OK);
        (await scheduler.PostAsync($"job-cards/{id}/assign", new { assignee = someone })).Body.Problem().ShouldBe("job-card-resolved");

        var open = (await scheduler.PostAsync($"job-cards/{id}/reopen", null)).Body;
        (open.GetProperty("status").GetString(), open.GetProperty("resolution").GetString(), open.GetProperty("reopenedAt").GetString() is null).ShouldBe(("open", null, false));
        (await scheduler.PostAsync($"job-cards/{id}/assign", new { assignee = (Guid?)null })).Body.GetProperty("assignedAt").ValueKind.ShouldBe(JsonValueKind.Null);

        await scheduler.PostAsync($"job-cards/{id}/resolve", null);
        await scheduler.FollowAsync(scheduler.Profile(athlete, "Mars/Olympus", version: 2, paused: true));
        (await CardsAsync($"userId={athlete}")).Count.ShouldBe(2);
        (await scheduler.PostAsync($"job-cards/{id}/reopen", null)).Body.Problem().ShouldBe("job-card-raised-again");
        (await scheduler.AuditAsync()).ShouldBe(["job_card_assigned", "job_card_resolved", "job_card_reopened", "job_card_assigned", "job_card_resolved"]);

        async Task<List<JsonElement>> CardsAsync(string query) => [.. (await scheduler.GetAsync($"/api/job-cards?{query}")).GetProperty("items").EnumerateArray()];
    }

    [Fact]
    public async Task A_card_that_an_operator_raises_is_one_while_it_is_open()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var card = new { userId = Guid.CreateVersion7(), kind = "no_shoes", subject = "shoes", detail = "Wants new ones before the race." };

        var ids = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ => (await scheduler.PostAsync("job-cards", card)).Body.GetProperty("id").GetGuid()));

        ids.Distinct().Count().ShouldBe(1);
        (await scheduler.AuditAsync()).ShouldBe(["job_card_raised"]);
        (await scheduler.PostAsync("job-cards", new { kind = "No shoes" })).Body.Faults().ShouldBe(["userId", "kind", "subject", "detail"], ignoreOrder: true);
    }

    [Fact]
    public async Task Only_operators_may_and_what_does_not_exist_answers_404()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        using var athlete = scheduler.Host.ClientFor(Guid.CreateVersion7(), "athlete");
        using var anonymous = scheduler.Host.Anonymous;
        var unknown = Guid.CreateVersion7();
        string[] paths =
        [
            "job-cards", "scheduler/pause", "scheduler/resume", "scheduler/triggers", "scheduler/runs/retry", "alerts/acknowledge", $"job-cards/{unknown}/assign", $"job-cards/{unknown}/reopen",
        ];
        foreach (var path in paths)
        {
            (await scheduler.PostAsync(path, new { }, client: anonymous)).Status.ShouldBe(HttpStatusCode.Unauthorized, path);
            (await scheduler.PostAsync(path, new { }, client: athlete)).Status.ShouldBe(HttpStatusCode.Forbidden, path);
        }

        foreach (var path in (string[])["scheduler/due", "alerts/groups"])
        {
            (await anonymous.GetAsync($"/api/{path}")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, path);
            (await athlete.GetAsync($"/api/{path}")).StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
        }

        foreach (var action in (string[])["assign", "reopen"])
        {
            (await scheduler.PostAsync($"job-cards/{unknown}/{action}", new { })).Status.ShouldBe(HttpStatusCode.NotFound, action);
        }

        (await scheduler.Operator.PostAsJsonAsync($"/api/job-cards/{unknown}/assign", new { assignee = Guid.Empty })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await scheduler.AuditAsync()).ShouldBeEmpty();
    }
}
