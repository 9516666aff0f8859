using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.Scheduler;
using Platform.ServiceDefaults.Http;
using Platform.Testing;

namespace Platform.Scheduler.Tests;

public sealed class BadInputTests(Servers servers)
{
    [Fact]
    public async Task Nothing_that_is_asked_breaks_the_service()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers, new() { ["Scheduler:AllowSimulation"] = "true" });
        var id = await scheduler.AthleteAsync("UTC");
        const string Nul = "%00";
        const string Drop = "\"task\":\"drop_training\",\"localDate\":\"2026-11-22\",\"reason\":\"x\"";
        (string Method, string Path, string? Body)[] asked =
        [
            ("GET", $"scheduler/runs?cursor={Cursor(new DateOnly(2026, 11, 20), "a\0b", Guid.Empty)}", null),
            ("GET", $"scheduler/scans?cursor={Cursor(new DateOnly(2026, 11, 20), "a\0b")}", null),
            ("GET", "scheduler/runs?cursor=////&limit=0&localDate=2026-02-30&task=a';DROP TABLE runs;--", null),
            ("GET", $"scheduler/runs?userId={id}&userId={id}&limit=99999999999999999999", null),
            ("GET", $"scheduler/audit?subject={Nul}", null), ("GET", $"alerts?task={Nul}", null), ("GET", $"job-cards?kind={Nul}", null),
            ("POST", "alerts/acknowledge", "{\"task\":\"a\\u0000\"}"), ("POST", "alerts/acknowledge", "[]"),
            ("POST", "scheduler/clock", "{\"to\":\"9999-12-31T23:59:59Z\"}"), ("POST", "scheduler/clock", "{\"to\":5}"),
            ("POST", "scheduler/triggers", "null"), ("POST", "scheduler/triggers", "{" + Drop + ",\"userIds\":[null]}"),
            ("POST", "scheduler/triggers", "{" + Drop + ",\"zone\":\"\\u0000\"}"), ("POST", "scheduler/triggers", "{" + Drop + ",\"zone\":\"*\"}"),
            ("POST", "scheduler/triggers", "{\"task\":\"compliance_scan\",\"localDate\":\"9999-12-31\",\"reason\":\"x\"}"),
            ("POST", "scheduler/triggers", "{" + Drop + $",\"userIds\":[{string.Join(",", Enumerable.Repeat($"\"{id}\"", 100_000))}]}}"),
            ("POST", "scheduler/runs/retry", "{\"status\":\"skipped\",\"localDate\":\"0001-01-01\",\"reason\":\"\\ud800\"}"),
            ("POST", "scheduler/pause", ""), ("POST", "scheduler/pause", "{\"reason\":\"\\u0000\"}"),
            ("PUT", $"scheduler/clients/{id}/tasks/drop_training", "{\"localTime\":\"24:00\"}"),
            ("PUT", $"scheduler/clients/{id}/tasks/drop_training", "{\"localTime\":\"06:15\",\"zone\":\"UTC\"}"),
            ("PATCH", "scheduler/tasks/drop_training", "{\"localTime\":\"24:00\",\"version\":1}"),
            ("PATCH", "scheduler/tasks/drop_training", "{\"weekdays\":[null],\"version\":1}"),
            ("PATCH", "scheduler/tasks/drop_training", "{\"version\":99999999999999999999}"),
            .. ((string[])["99 99 99 ? * SUN", "60 0 22 ? * SUN", "0 60 22 ? * SUN", "0 0 24 ? * SUN", "0 0 22 , * ?", "0 0 22 1, * ?", "0 0 22 31 2 ?",
                    "0 0 22 ? * SUN 1970", "0 0 22 ? * SUN#9", "0 0 22 1/99 * ?", "0 0 22 ? * #", "0 0/5 22 ? * SUN", "0 0 22,23 ? * SUN", "* * * * * ?"])
                .Select(cron => ("PATCH", "scheduler/tasks/compliance_scan", (string?)$"{{\"utcCron\":\"{cron}\",\"version\":1}}")),
            ("POST", "job-cards", $"{{\"userId\":\"{id}\",\"kind\":\"a\\u0000\",\"subject\":\"\\u0000\",\"detail\":\"\"}}"),
        ];
        List<string> answered = [];
        foreach (var (method, path, body) in asked)
        {
            using var request = new HttpRequestMessage(new(method), $"/api/{path}") { Headers = { { "Idempotency-Key", "key" } } };
            request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
            var status = (await scheduler.Operator.SendAsync(request)).StatusCode;
            if (status != HttpStatusCode.BadRequest)
            {
                answered.Add($"{status} {method} {path} {body?[..Math.Min(body.Length, 100)]}");
            }
        }

        answered.ShouldBeEmpty();
        (await scheduler.QueryAsync<int>("SELECT count(*)::int FROM audit")).Single().ShouldBe(0);
    }

    [Fact]
    public async Task A_first_day_at_the_end_of_the_calendar_is_a_day_that_has_not_come()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        foreach (var zone in (string[])["Pacific/Kiritimati", "America/Los_Angeles"])
        {
            var id = Guid.CreateVersion7();
            await scheduler.FollowAsync(scheduler.Profile(id, zone, start: "9999-12-31", days: []));

            using var self = scheduler.Host.ClientFor(id, "athlete");
            var state = await self.GetFromJsonAsync<System.Text.Json.JsonElement>("/api/scheduler/me");

            state.GetProperty("state").GetString().ShouldBe("not_started");
            state.GetProperty("next").EnumerateArray().ShouldAllBe(next => next.GetProperty("dueAt").ValueKind == System.Text.Json.JsonValueKind.Null);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(60 * 24 * 365 * 5000L)]
    public async Task Someone_whose_profile_comes_from_a_clock_that_goes_ahead_has_what_comes_due(long minutesAhead)
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers, clock: new(new(2026, 11, 22, 6, 59, 0, TimeSpan.Zero)));
        var id = Guid.CreateVersion7();

        await scheduler.FollowAsync(scheduler.Profile(id, "UTC") with { ChangedAt = scheduler.Clock.GetUtcNow().AddMinutes(minutesAhead) });

        // By a row of their own too: the wave may be going at this moment.
        (await scheduler.RunsAsync($"user_id = '{id}'")).Select(r => $"{r.Task} {r.Status}").ShouldBe(["drop_training pending"]);
        await scheduler.DispatchAsync(new(2026, 11, 22, 7, 0, 0, TimeSpan.Zero));
        (await scheduler.StoryAsync(id)).ShouldBe(["drop_training 22 dispatched"]);
    }

    [Fact]
    public async Task What_cannot_be_read_of_one_profile_or_report_keeps_nobody_elses_back()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var nameless = Guid.CreateVersion7();
        await scheduler.Host.PublishAsync(scheduler.Profile(Guid.CreateVersion7(), null!));
        await scheduler.Host.PublishAsync(scheduler.Profile(Guid.CreateVersion7(), "UTC") with { ScheduleDays = [(DayOfWeek)9] });
        await scheduler.FollowAsync(scheduler.Profile(nameless, "Eur\0ope/" + new string('x', 5000)));
        var id = await scheduler.AthleteAsync("UTC");
        await scheduler.DispatchAsync(new(2026, 11, 22, 7, 0, 0, TimeSpan.Zero));
        var due = (await scheduler.SentAsync(Tasks.DropTraining, 1)).Single();

        await scheduler.Host.PublishAsync(new EngineRunReported(due.RunId, due.Engine, due.LocalDate, null!, null!));
        await scheduler.Host.PublishAsync(new EngineRunReported(due.RunId, due.Engine, due.LocalDate, [], [new(id, null!)]));
        await scheduler.Host.PublishAsync(new EngineRunReported(Guid.Empty, null!, default, [id], []));
        await scheduler.ReportAsync(due, failed: [new(id, new string('\0', 300) + new string('y', 100_000))]);

        await Eventually.AssertAsync(async () => (await scheduler.RunsAsync($"user_id = '{id}' AND task = 'drop_training'")).Single().Reason.ShouldBe(new string('y', 500)));
        (await scheduler.QueryAsync<string>("SELECT subject FROM job_cards WHERE user_id = @nameless", new { nameless })).Single().ShouldBe("Europe/" + new string('x', 193));
    }

    [Fact]
    public async Task Everything_but_ones_own_schedule_is_for_operators()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        using var anonymous = scheduler.Host.Anonymous;
        HttpClient[] others = [scheduler.Host.ClientFor(Guid.CreateVersion7(), "athlete"), scheduler.Host.ClientFor(Guid.CreateVersion7(), "coach")];
        var addresses = scheduler.Host.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.TrimStart('/').StartsWith("api/", StringComparison.Ordinal) && !e.RoutePattern.RawText.EndsWith("/me", StringComparison.Ordinal))
            .SelectMany(e => e.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Select(method => (method, Path: "/" + Filled(e.RoutePattern.RawText!.TrimStart('/')))))
            .ToList();
        addresses.Count.ShouldBeGreaterThanOrEqualTo(30);
        foreach (var (method, path) in addresses)
        {
            (await AskAsync(anonymous, method, path)).ShouldBe(HttpStatusCode.Unauthorized, $"{method} {path}");
            foreach (var other in others)
            {
                (await AskAsync(other, method, path)).ShouldBe(HttpStatusCode.Forbidden, $"{method} {path}");
            }
        }
    }

    private static string Filled(string pattern) =>
        string.Join('/', pattern.Split('/').Select(part => !part.StartsWith('{') ? part : part.Contains("guid", StringComparison.Ordinal) ? Guid.Empty.ToString() : "x"));

    private static async Task<HttpStatusCode> AskAsync(HttpClient client, string method, string path)
    {
        using var request = new HttpRequestMessage(new(method), path) { Content = method == "GET" ? null : JsonContent.Create(new { }) };
        return (await client.SendAsync(request)).StatusCode;
    }

    private static string Cursor(params object[] key) => Page.Of([1, 2], 1, _ => key).NextCursor!;
}
