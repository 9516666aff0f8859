using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Platform.PlanGeneration.Tests.Features;
using Platform.Testing;
using static Platform.PlanGeneration.Tests.RacePlans.Runners;

namespace Platform.PlanGeneration.Tests.RacePlans;

public sealed class CalendarTests(Service service) : IClassFixture<Service>
{
    private const string Feed = "api/training-plan/calendar/feed";

    [Fact]
    public async Task The_calendar_shows_what_is_planned_trained_and_raced_by_date()
    {
        var id = await service.RunnerAsync();
        var plan = (await service.PlanAsync(id, HalfMarathon())).PlanId();
        await service.Host.PublishAsync(Activity(id, FirstMonday, 45));
        await service.Host.PublishAsync(Activity(id, FirstMonday.AddDays(-9), 30, "cycling"));
        await service.TrainingsAsync(id, 2);

        var calendar = await service.GetAsync(id, $"{All}/calendar?from=2026-11-01&to=2027-02-28");
        var days = calendar["days"]!.AsArray().ToDictionary(d => d!["date"]!.GetValue<string>(), d => d!);
        days.Count.ShouldBe(84 + 1);
        var monday = days["2026-11-23"];
        monday["planned"]!["executedId"]!.GetValue<Guid>().ShouldBe(monday["executed"]![0]!["id"]!.GetValue<Guid>());
        monday["planned"]!["planId"]!.GetValue<Guid>().ShouldBe(plan);
        var stored = (await service.WeekAsync(id, plan, 0))[0]!["session"]!;
        monday["planned"]!["session"]!["title"]!.GetValue<string>().ShouldBe(stored["title"]!.GetValue<string>());
        monday["executed"]![0]!["session"]!["minutes"]!.GetValue<int>().ShouldBe(stored["totals"]!["minutes"]!.GetValue<int>());
        days["2026-11-27"]["planned"]!["session"].ShouldBeNull();
        days["2026-11-14"]["planned"].ShouldBeNull();
        days["2026-11-14"]["executed"]![0]!["sport"]!.GetValue<string>().ShouldBe("cycling");
        days["2027-02-13"]["races"]![0]!["format"]!.GetValue<string>().ShouldBe("half_marathon");
        days["2027-02-13"]["planned"]!["session"]!["kind"]!.GetValue<string>().ShouldBe("race");
    }

    [Fact]
    public async Task A_period_is_a_year_or_so_and_faults_are_told()
    {
        var id = await service.RunnerAsync();
        var usual = await service.GetAsync(id, $"{All}/calendar");
        (usual["from"]!.GetValue<string>(), usual["to"]!.GetValue<string>()).ShouldBe(("2026-11-16", "2026-12-13"));
        (await Service.FaultsAsync(await service.Person(id).GetAsync($"{All}/calendar?from=2026-01-01&to=2028-01-01"))).ShouldBe(["to"]);
        (await Service.FaultsAsync(await service.Person(id).GetAsync($"{All}/calendar?from=x"))).ShouldBe(["from"]);
        await service.GetAsync(id, $"{All}/calendar?from=9999-12-20");
    }

    [Fact]
    public async Task A_phone_subscribes_by_a_private_address_that_needs_no_ticket()
    {
        var id = await service.RunnerAsync();
        await service.PlanAsync(id, HalfMarathon());
        (await service.Person(id).GetAsync(Feed)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var request = new HttpRequestMessage(HttpMethod.Post, Feed) { Headers = { { "X-Forwarded-Proto", "https" }, { "X-Forwarded-Host", "train.example" } } };
        var made = await Service.ReadAsync(await service.Person(id).SendAsync(request), HttpStatusCode.Created);
        var path = made["path"]!.GetValue<string>();
        made["url"]!.GetValue<string>().ShouldBe($"https://train.example{path}");
        path.Length.ShouldBe("/calendar/.ics".Length + 43);

        var response = await service.Host.Anonymous.GetAsync(path);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.ToString().ShouldBe("text/calendar; charset=utf-8");
        var lines = Unfold(await response.Content.ReadAsStringAsync());
        lines[0].ShouldBe("BEGIN:VCALENDAR");
        lines.ShouldContain("VERSION:2.0");
        lines.ShouldContain("REFRESH-INTERVAL;VALUE=DURATION:PT6H");
        lines.ShouldContain("DTSTART;VALUE=DATE:20261123");
        lines.ShouldContain("DTEND;VALUE=DATE:20261124");
        lines.ShouldNotContain("DTSTART;VALUE=DATE:20261127");
        lines.ShouldContain("SUMMARY:Race: Half marathon");
        lines.Count(l => l == "BEGIN:VEVENT").ShouldBe(lines.Count(l => l.StartsWith("UID:")));
        lines.Where(l => l.StartsWith("UID:")).Distinct().Count().ShouldBe(lines.Count(l => l.StartsWith("UID:")));
        lines.ShouldNotContain(l => l.Contains(id.ToString(), StringComparison.OrdinalIgnoreCase));
        (await service.GetAsync(id, Feed))["createdAt"].ShouldNotBeNull();
        // Kept as its hash only.
        var token = path["/calendar/".Length..^".ics".Length];
        (await service.ScalarAsync<long>($"SELECT count(*) FROM calendar_feeds f WHERE f::text LIKE '%{token}%'")).ShouldBe(0);
    }

    [Fact]
    public async Task What_has_not_changed_is_not_sent_again_and_another_plan_replaces_the_events_of_its_dates()
    {
        var id = await service.RunnerAsync();
        await service.PlanAsync(id);
        var path = await AddressAsync(id);
        var first = await service.Host.Anonymous.GetAsync(path);
        service.Host.Clock.Advance(TimeSpan.FromSeconds(5));
        (await AskAsync(path, first.Headers.ETag!)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await AskAsync(path, EntityTagHeaderValue.Parse("\"other\""))).StatusCode.ShouldBe(HttpStatusCode.OK);

        await service.PlanAsync(id, Goal(5, "general"));
        var second = await AskAsync(path, first.Headers.ETag!);
        second.StatusCode.ShouldBe(HttpStatusCode.OK);
        var (before, after) = (Uids(await first.Content.ReadAsStringAsync()), Uids(await second.Content.ReadAsStringAsync()));
        after.Intersect(before).ShouldContain(u => u.Contains("20261123"));
        after.Distinct().Count().ShouldBe(after.Count);
    }

    [Fact]
    public async Task An_address_ends_when_it_is_renewed_or_given_up_and_an_unknown_one_is_not_found()
    {
        var id = await service.RunnerAsync();
        var first = await AddressAsync(id);
        var second = await AddressAsync(id);
        (await service.Host.Anonymous.GetAsync(first)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await service.Host.Anonymous.GetAsync(second)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await service.Person(id).DeleteAsync(Feed)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await service.Host.Anonymous.GetAsync(second)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await service.Person(id).DeleteAsync(Feed)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        foreach (var address in new[] { "/calendar/x.ics", $"/calendar/{new string('A', 43)}.ics", "/calendar/.ics", second[..^4] })
        {
            (await service.Host.Anonymous.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound, address);
        }
    }

    [Fact]
    public async Task Renewals_at_once_leave_one_address()
    {
        var id = await service.RunnerAsync();
        var paths = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => AddressAsync(id)));
        var answers = await Task.WhenAll(paths.Select(p => service.Host.Anonymous.GetAsync(p)));
        answers.Count(a => a.StatusCode == HttpStatusCode.OK).ShouldBe(1);
    }

    [Fact]
    public async Task What_hurts_is_not_in_a_calendar_that_others_see()
    {
        var id = await service.RunnerAsync();
        var plan = (await service.PlanAsync(id, Goal(3, "strength"))).PlanId();
        var text = string.Join('\n', Unfold(await (await service.Host.Anonymous.GetAsync(await AddressAsync(id))).Content.ReadAsStringAsync()));
        for (var week = 0; week < 3; week++)
        {
            foreach (var day in (await service.WeekAsync(id, plan, week)).Where(d => d!["session"] is not null))
            {
                foreach (var note in day!.Session().Notes)
                {
                    text.ShouldNotContain(note.Replace(",", "\\,").Replace(";", "\\;"));
                }
            }
        }
    }

    private async Task<string> AddressAsync(Guid id) =>
        (await Service.ReadAsync(await service.Person(id).PostAsync(Feed, null), HttpStatusCode.Created))["path"]!.GetValue<string>();

    private Task<HttpResponseMessage> AskAsync(string path, EntityTagHeaderValue known) =>
        service.Host.Anonymous.SendAsync(new HttpRequestMessage(HttpMethod.Get, path) { Headers = { IfNoneMatch = { known } } });

    private static List<string> Unfold(string text) => [.. text.Replace("\r\n ", "").Split("\r\n", StringSplitOptions.RemoveEmptyEntries)];

    private static List<string> Uids(string text) => [.. Unfold(text).Where(l => l.StartsWith("UID:"))];
}
