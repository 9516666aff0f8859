using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Platform.Contracts.Delivery;
using Platform.Contracts.PlanGeneration;
using Platform.Contracts.Scheduler;
using Platform.Testing;

namespace Platform.Insights.Tests;

public sealed class ReadCheckInsTests(Servers servers)
{
    private const string List = "/api/insights/check-ins";
    private const string Analysis = "/api/insights/check-ins/analysis";
    private static readonly DateOnly Date = new(2026, 11, 23);

    [Fact]
    public async Task What_was_answered_and_missed_is_listed_newest_first_page_by_page()
    {
        await using var host = await StartAsync();
        var athlete = Guid.CreateVersion7();
        for (var back = 0; back < 5; back++)
        {
            await host.PublishAsync(Logged(athlete, Date.AddDays(-back), weightKg: back == 0 ? 81.4m : null));
        }

        await host.PublishAsync(Missed(athlete, Date.AddDays(-5)));
        var whole = await ListedAsync(host, athlete, 6);

        whole[0].GetRawText().ShouldBe(
            """{"localDate":"2026-11-23","status":"logged","mood":4,"energy":3,"sleepHours":7.5,"soreness":2,"weightKg":81.4,"score":73,"loggedAt":"2026-11-23T06:00:00+00:00"}""");
        whole[5].GetRawText().ShouldBe(
            """{"localDate":"2026-11-18","status":"missed","mood":null,"energy":null,"sleepHours":null,"soreness":null,"weightKg":null,"score":null,"loggedAt":null}""");

        List<string> seen = [];
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await GetAsync(host, athlete, $"{List}?from=2026-11-19&to=2026-11-22&limit=3{(cursor == "" ? "" : "&cursor=" + cursor)}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("localDate").GetString()!));
            cursor = page.GetProperty("nextCursor").GetString();
        }

        seen.ShouldBe(["2026-11-22", "2026-11-21", "2026-11-20", "2026-11-19"]);
    }

    [Fact]
    public async Task A_date_is_analysed_against_the_four_weeks_before_it()
    {
        await using var host = await StartAsync();
        var athlete = Guid.CreateVersion7();
        for (var back = 1; back <= 10; back++)
        {
            await (back == 4 ? host.PublishAsync(Missed(athlete, Date.AddDays(-back))) : host.PublishAsync(Logged(athlete, Date.AddDays(-back))));
        }

        await host.PublishAsync(Logged(athlete, Date) with { Mood = 1, Energy = 1, SleepHours = 5.5m, Soreness = 5 });
        await ListedAsync(host, athlete, 11);

        var report = await GetAsync(host, athlete, $"{Analysis}?date=2026-11-23");

        report.GetProperty("status").GetString().ShouldBe("logged");
        report.GetProperty("week").GetRawText().ShouldBe("""{"from":"2026-11-17","to":"2026-11-23","logged":6,"missed":1}""");
        report.GetProperty("fourWeeks").GetRawText().ShouldBe("""{"from":"2026-10-27","to":"2026-11-23","logged":10,"missed":1}""");
        var analysis = report.GetProperty("analysis");
        analysis.GetProperty("formula").GetString().ShouldBe("wellness/1");
        analysis.GetProperty("score").GetRawText().ShouldBe(
            """{"value":17,"mean":73,"sd":0,"entries":9,"standing":"below","weekMean":63.67,"trend":"falling"}""");
        analysis.GetProperty("sleepHours").GetProperty("standing").GetString().ShouldBe("below");
        analysis.GetProperty("soreness").GetProperty("standing").GetString().ShouldBe("above");
        analysis.GetProperty("flags").GetRawText().ShouldBe(
            """[{"code":"below_own_mean","reason":"Your score of 17 is 56 below your own mean of 73."}]""");
    }

    [Fact]
    public async Task Where_nothing_is_known_nothing_is_zero()
    {
        await using var host = await StartAsync();
        var report = await GetAsync(host, Guid.CreateVersion7(), $"{Analysis}?date=2026-11-23");
        report.GetProperty("status").GetString().ShouldBe("open");
        report.GetProperty("analysis").GetProperty("mood").GetRawText().ShouldBe(
            """{"value":null,"mean":null,"sd":null,"entries":0,"standing":null,"weekMean":null,"trend":null}""");
        report.GetProperty("analysis").GetProperty("flags").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Without_a_date_it_is_today_where_the_athlete_is()
    {
        await using var host = await StartAsync();
        var (east, unknown) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await host.PublishAsync(new AthleteProfileChanged(east, 1, "A", "Pacific/Kiritimati", null, false, [], null, null, null, default));

        // Sunday noon in Greenwich: Monday has begun in Kiritimati.
        host.Clock.Set(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
        await Eventually.AssertAsync(async () => (await DateAsync(host, east)).ShouldBe("2026-11-23"));
        (await DateAsync(host, unknown)).ShouldBe("2026-11-22");
    }

    [Fact]
    public async Task Everything_wrong_with_a_question_is_told_by_name()
    {
        await using var host = await StartAsync();
        (await FaultsAsync(host, $"{List}?from=yesterday&to=2026-02-30&limit=0&cursor=x")).ShouldBe(["from", "to", "cursor", "limit"], ignoreOrder: true);
        (await FaultsAsync(host, $"{Analysis}?date=today")).ShouldBe(["date"]);
        (await FaultsAsync(host, $"{Analysis}?date=0001-01-01")).ShouldBe(["date"]);
        await GetAsync(host, Guid.CreateVersion7(), $"{Analysis}?date=2000-01-01");
        await GetAsync(host, Guid.CreateVersion7(), $"{Analysis}?date=9999-12-31");
    }

    [Fact]
    public async Task Another_athletes_check_ins_are_not_found_nor_seen_and_ones_own_are()
    {
        await using var host = await StartAsync();
        var (me, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await host.PublishAsync(Logged(other, Date));
        await ListedAsync(host, other, 1);

        (await GetAsync(host, me, List)).GetProperty("items").GetArrayLength().ShouldBe(0);
        foreach (var address in (string[])["check-ins", "check-ins/analysis?date=2026-11-23"])
        {
            (await host.ClientFor(me).GetAsync($"/api/insights/athletes/{me}/{address}")).StatusCode.ShouldBe(HttpStatusCode.OK);
            (await host.ClientFor(me).GetAsync($"/api/insights/athletes/{other}/{address}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await host.Anonymous.GetAsync($"/api/insights/{address}")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        await using var work = await host.Database.BeginForAsync(me, CancellationToken.None);
        (await work.ScalarAsync<long>("SELECT count(*) FROM check_ins")).ShouldBe(0);
    }

    private Task<ServiceHost<Program>> StartAsync() => ServiceHost<Program>.StartAsync(servers, databaseName: "insightsdb");

    private static async Task<List<JsonElement>> ListedAsync(ServiceHost<Program> host, Guid athlete, int count)
    {
        List<JsonElement> items = [];
        await Eventually.AssertAsync(async () =>
        {
            items = [.. (await GetAsync(host, athlete, List)).GetProperty("items").EnumerateArray()];
            items.Count.ShouldBe(count);
        });
        return items;
    }

    private static Task<JsonElement> GetAsync(ServiceHost<Program> host, Guid athlete, string address) =>
        host.ClientFor(athlete).GetFromJsonAsync<JsonElement>(address);

    private static async Task<string?> DateAsync(ServiceHost<Program> host, Guid athlete) =>
        (await GetAsync(host, athlete, Analysis)).GetProperty("analysis").GetProperty("localDate").GetString();

    private static async Task<IEnumerable<string?>> FaultsAsync(ServiceHost<Program> host, string address)
    {
        var answer = await host.ClientFor(Guid.CreateVersion7()).GetAsync(address);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        return [.. (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("field").GetString())];
    }

    private static CheckInLogged Logged(Guid user, DateOnly date, decimal? weightKg = null) =>
        new(user, date, 4, 3, 7.5m, 2, weightKg, 1, new(date, new(6, 0), TimeSpan.Zero));

    private static DemandMissed Missed(Guid user, DateOnly date) =>
        new(user, Engines.CheckInAnalyzer, date, "check-in", "Check-in", new(date, new(12, 0), TimeSpan.Zero));
}
