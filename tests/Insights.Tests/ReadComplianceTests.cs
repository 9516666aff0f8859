using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Platform.Contracts.Delivery;
using Platform.Contracts.PlanGeneration;
using Platform.Insights.Features.ReadCompliance;
using Platform.Testing;

namespace Platform.Insights.Tests;

public sealed class ReadComplianceTests(Servers servers)
{
    private static readonly DateOnly Monday = new(2026, 11, 23);
    private static readonly Guid Block = Guid.CreateVersion7();

    [Fact]
    public async Task A_week_shows_what_was_asked_logged_missed_and_is_open_day_by_day()
    {
        await using var host = await StartAsync();
        var athlete = Guid.CreateVersion7();
        await host.PublishAsync(new WorkoutDelivered(athlete, Monday, ["squat", "row"], default, default));
        await host.PublishAsync(Log(athlete, Monday, "squat"));
        await host.PublishAsync(new LogMissed(athlete, Monday, "row", "Row", Block, 0, default));
        await host.PublishAsync(new WorkoutDelivered(athlete, Monday.AddDays(2), ["bench"], default, default));
        await host.PublishAsync(Log(athlete, Monday.AddDays(7), "squat"));

        var week = await Eventually.BecomesAsync(
            () => host.ClientFor(athlete).GetFromJsonAsync<WeekCompliance>("/api/insights/compliance?weekStart=2026-11-23")!,
            week => week is { Expected: 3, Open: 1 });

        week.ShouldSatisfyAllConditions(
            w => w!.WeekStart.ShouldBe(Monday), w => w!.Logged.ShouldBe(1), w => w!.Missed.ShouldBe(1), w => w!.Percent.ShouldBe(50m),
            w => w!.Days.Count.ShouldBe(7));
        week!.Days[0].ShouldBe(new DayCompliance(Monday, 2, 1, 1, 0));
        week.Days[2].ShouldBe(new DayCompliance(Monday.AddDays(2), 1, 0, 0, 1));
        week.Days[6].ShouldBe(new DayCompliance(Monday.AddDays(6), 0, 0, 0, 0));
    }

    [Fact]
    public async Task Where_nothing_was_asked_the_percentage_is_null_not_zero()
    {
        await using var host = await StartAsync();
        var week = await host.ClientFor(Guid.CreateVersion7()).GetFromJsonAsync<JsonElement>("/api/insights/compliance?weekStart=2026-11-23");
        week.GetProperty("percent").ValueKind.ShouldBe(JsonValueKind.Null);
        week.GetProperty("expected").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task The_current_week_is_the_one_where_the_athlete_is()
    {
        await using var host = await StartAsync();
        var (east, west, unknown) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await host.PublishAsync(Profile(east, "Pacific/Kiritimati"));
        await host.PublishAsync(Profile(west, "-03:30"));
        await host.PublishAsync(Profile(unknown, "Mars/Olympus"));
        await Eventually.AssertAsync(async () => (await CountZonesAsync(host)).ShouldBe(3));

        // Sunday noon in Greenwich: Monday has begun in Kiritimati.
        host.Clock.Set(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
        (await CurrentWeekAsync(host, east)).ShouldBe(Monday);
        (await CurrentWeekAsync(host, west)).ShouldBe(Monday.AddDays(-7));

        // Monday one o'clock in Greenwich: still Sunday where it is -03:30.
        host.Clock.Set(new DateTimeOffset(2026, 11, 23, 1, 0, 0, TimeSpan.Zero));
        (await CurrentWeekAsync(host, west)).ShouldBe(Monday.AddDays(-7));
        (await CurrentWeekAsync(host, unknown)).ShouldBe(Monday);
        (await CurrentWeekAsync(host, Guid.CreateVersion7())).ShouldBe(Monday);
    }

    [Fact]
    public async Task An_older_profile_does_not_bring_back_an_older_zone()
    {
        await using var host = await StartAsync();
        var athlete = Guid.CreateVersion7();
        await host.PublishAsync(Profile(athlete, "Pacific/Kiritimati", version: 2));
        await Eventually.AssertAsync(async () => (await CountZonesAsync(host)).ShouldBe(1));
        await host.PublishAsync(Profile(athlete, "Etc/UTC", version: 1));
        await host.PublishAsync(Profile(Guid.CreateVersion7(), "Etc/UTC"));
        await Eventually.AssertAsync(async () => (await CountZonesAsync(host)).ShouldBe(2));

        host.Clock.Set(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
        (await CurrentWeekAsync(host, athlete)).ShouldBe(Monday);
    }

    [Theory]
    [InlineData("2026-11-24")]
    [InlineData("yesterday")]
    public async Task A_week_start_that_is_no_Monday_is_refused_by_name(string weekStart)
    {
        await using var host = await StartAsync();
        var answer = await host.ClientFor(Guid.CreateVersion7()).GetAsync($"/api/insights/compliance?weekStart={weekStart}");
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("errors")[0].GetProperty("field").GetString().ShouldBe("weekStart");
    }

    [Fact]
    public async Task Another_athletes_compliance_is_not_found_and_ones_own_is()
    {
        await using var host = await StartAsync();
        var (me, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        (await host.ClientFor(me).GetAsync($"/api/insights/athletes/{me}/compliance")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await host.ClientFor(me).GetAsync($"/api/insights/athletes/{other}/compliance")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await host.Anonymous.GetAsync("/api/insights/compliance")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private Task<ServiceHost<Program>> StartAsync() => ServiceHost<Program>.StartAsync(servers, databaseName: "insightsdb");

    private static async Task<DateOnly> CurrentWeekAsync(ServiceHost<Program> host, Guid athlete) =>
        (await host.ClientFor(athlete).GetFromJsonAsync<WeekCompliance>("/api/insights/compliance"))!.WeekStart;

    private static async Task<int> CountZonesAsync(ServiceHost<Program> host)
    {
        await using var work = await host.Database.BeginAsync(CancellationToken.None);
        return await work.ScalarAsync<int>("SELECT count(*)::int FROM athlete_zones");
    }

    private static TopSetLogged Log(Guid user, DateOnly date, string exercise) => new(user, date, exercise, exercise, 100, 5, Block, 0, 1, default);

    private static AthleteProfileChanged Profile(Guid user, string zone, long version = 1) =>
        new(user, version, "A", zone, null, false, [], null, null, null, default);
}
