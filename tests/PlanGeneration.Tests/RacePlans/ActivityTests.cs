using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Platform.PlanGeneration.Tests.Features;
using Platform.Testing;
using static Platform.PlanGeneration.Tests.RacePlans.Runners;

namespace Platform.PlanGeneration.Tests.RacePlans;

/// <summary>What wearables saw, and where it stands beside the plan.</summary>
public sealed class ActivityTests(Service service) : IClassFixture<Service>
{
    [Fact]
    public async Task An_activity_is_matched_to_the_day_of_its_date_with_what_was_planned_and_an_analysis()
    {
        var id = await service.RunnerAsync();
        var plan = (await service.PlanAsync(id)).PlanId();
        var planned = (await service.WeekAsync(id, plan, 0))[5]!;
        var activity = Activity(id, FirstMonday.AddDays(5), 70, "trail_running", 11_000);
        await service.Host.PublishAsync(activity);

        var trained = (await service.TrainingsAsync(id, 1))[0];
        trained.Rule().ShouldBe("same_sport");
        trained.At().ShouldBe((0, 5));
        trained["source"]!.GetValue<string>().ShouldBe("activity");
        trained["activityId"]!.GetValue<Guid>().ShouldBe(activity.ActivityId);
        trained["session"]!.ToJsonString().ShouldBe(planned["session"]!.ToJsonString());
        trained["analysis"]!["figures"]!.AsArray().Select(f => f!["figure"]!.GetValue<string>())
            .ShouldBe(["duration", "distance", "pace", "heart_rate_zone", "load"]);
        trained["analysis"]!["figures"]![4]!["verdict"]!.GetValue<string>().ShouldBe("unknown");

        await Eventually.AssertAsync(() => service.Told(id).ShouldHaveSingleItem());
        var told = service.Told(id)[0];
        (told.PlanId, told.WeekIndex, told.DayIndex, told.ActivityId, told.Minutes, told.DistanceM, told.Rpe, told.Load, told.Removed)
            .ShouldBe((plan, 0, 5, activity.ActivityId, 70m, 11_000, null, null, false));
        told.PlannedMinutes.ShouldBe(planned["session"]!["totals"]!["minutes"]!.GetValue<int>());
        told.CompliancePercent.ShouldNotBeNull();
    }

    [Fact]
    public async Task The_same_version_again_and_an_older_one_change_nothing_and_a_newer_one_corrects()
    {
        var id = await service.RunnerAsync();
        await service.PlanAsync(id);
        var first = Activity(id, FirstMonday, 40, version: 2);
        var message = Guid.CreateVersion7();
        await service.Host.PublishAsync(first, message);
        var trained = (await service.TrainingsAsync(id, 1))[0];
        // As the same message, as another message of the same version, and as an older version.
        await service.Host.PublishAsync(first, message);
        await service.Host.PublishAsync(first);
        await service.Host.PublishAsync(first with { Version = 1, DurationSeconds = 60 });
        await service.Host.PublishAsync(first with { Version = 3, DurationSeconds = 2700 });
        await Eventually.AssertAsync(() => service.Told(id).Select(t => (t.Version, t.Minutes)).ShouldBe([(1, 40m), (2, 45m)]));
        (await service.TrainingsAsync(id, 1))[0]["id"]!.GetValue<Guid>().ShouldBe(trained["id"]!.GetValue<Guid>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_several_activities_of_a_date_the_one_that_fits_best_is_the_planned_one_in_whatever_order_they_come(bool bestFirst)
    {
        var id = await service.RunnerAsync();
        var plan = (await service.PlanAsync(id)).PlanId();
        var minutes = (await service.WeekAsync(id, plan, 0))[5]!["session"]!["totals"]!["minutes"]!.GetValue<int>();
        var best = Activity(id, FirstMonday.AddDays(5), minutes + 2, hour: 9);
        var others = new[]
        {
            Activity(id, FirstMonday.AddDays(5), minutes / 2, hour: 7), Activity(id, FirstMonday.AddDays(5), minutes, "cycling", hour: 15),
            Activity(id, FirstMonday.AddDays(5), 3, hour: 6),
        };
        var order = bestFirst ? others.Prepend(best) : others.Append(best);
        foreach (var activity in order)
        {
            await service.Host.PublishAsync(activity);
        }

        await Eventually.AssertAsync(async () => (await service.TrainingsAsync(id, 4)).ToDictionary(t => t["activityId"]!.GetValue<Guid>(), t => t.Rule()).ShouldBe(
            new Dictionary<Guid, string>
            {
                [best.ActivityId] = "same_sport", [others[0].ActivityId] = "another_fits_better", [others[1].ActivityId] = "other_sport", [others[2].ActivityId] = "too_short",
            }, ignoreOrder: true));
        (await service.ScalarAsync<long>($"SELECT count(*) FROM training_days_executed WHERE user_id = '{id}' AND plan_id IS NOT NULL")).ShouldBe(1);
        // What is told comes to the same.
        await Eventually.AssertAsync(() => service.Told(id).GroupBy(t => t.ExecutedId).Select(g => g.Last()).Where(t => t.PlanId == plan)
            .Select(t => t.ActivityId).ShouldBe([best.ActivityId]));
    }

    [Fact]
    public async Task Without_a_plan_and_on_a_day_of_rest_an_activity_stands_beside_the_plan()
    {
        var id = await service.RunnerAsync();
        await service.Host.PublishAsync(Activity(id, FirstMonday));
        var alone = (await service.TrainingsAsync(id, 1))[0];
        (alone.Rule(), alone.At(), alone["session"], alone["analysis"]).ShouldBe(("no_plan", null, null, null));
        await service.PlanAsync(id);
        await service.Host.PublishAsync(Activity(id, FirstMonday.AddDays(4)));
        (await service.TrainingsAsync(id, 2))[1].Rule().ShouldBe("rest_day");
    }

    [Fact]
    public async Task An_activity_that_is_taken_back_leaves_with_its_match_unless_the_athlete_has_added_to_it()
    {
        var id = await service.RunnerAsync();
        await service.PlanAsync(id);
        var first = Activity(id, FirstMonday, 45);
        var second = Activity(id, FirstMonday, 25, hour: 18);
        await service.Host.PublishAsync(first);
        await service.TrainingsAsync(id, 1);
        await service.Host.PublishAsync(second);
        var trained = (await service.TrainingsAsync(id, 2)).ToDictionary(t => t["activityId"]!.GetValue<Guid>());
        trained[first.ActivityId].Rule().ShouldBe("same_sport");

        await service.Host.PublishAsync(first with { Version = 2, Deleted = true });
        await Eventually.AssertAsync(async () => (await service.TrainingsAsync(id, 1))[0].Rule().ShouldBe("same_sport"));
        await Eventually.AssertAsync(() => service.Told(id).ShouldContain(t => t.Removed && t.ActivityId == first.ActivityId));

        var kept = trained[second.ActivityId]["id"]!.GetValue<Guid>();
        await Service.ReadAsync(await service.Person(id).PutAsJsonAsync($"{Executed}/{kept}", new JsonObject { ["rpe"] = 6.5 }), HttpStatusCode.OK);
        await service.Host.PublishAsync(second with { Version = 2, Deleted = true });
        var stays = await Eventually.BecomesAsync(() => service.GetAsync(id, $"{Executed}/{kept}"), t => t["activityId"] is null);
        (stays["source"]!.GetValue<string>(), stays["rpe"]!.GetValue<decimal>(), stays["durationSeconds"]!.GetValue<int>()).ShouldBe(("manual", 6.5m, 1500));
    }

    [Fact]
    public async Task An_activity_that_moves_to_another_date_leaves_its_planned_day_and_is_matched_there()
    {
        var id = await service.RunnerAsync();
        await service.PlanAsync(id);
        var activity = Activity(id, FirstMonday, 45);
        await service.Host.PublishAsync(activity);
        (await service.TrainingsAsync(id, 1))[0].At().ShouldBe((0, 0));
        await service.Host.PublishAsync(activity with { Version = 2, LocalDate = FirstMonday.AddDays(1), StartedAt = activity.StartedAt.AddDays(1) });
        await Eventually.AssertAsync(async () => (await service.TrainingsAsync(id, 1))[0].At().ShouldBe((0, 1)));
    }

    [Fact]
    public async Task An_activity_of_what_was_entered_by_hand_already_is_not_counted_twice()
    {
        var id = await service.RunnerAsync();
        service.Host.Clock.Set(new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero));
        var entered = await service.PostAsync(
            id, Executed, new() { ["date"] = "2026-11-22", ["sport"] = "running", ["durationSeconds"] = 3000, ["rpe"] = 5, ["notes"] = "Windy" }, HttpStatusCode.Created);
        await service.Host.PublishAsync(Activity(id, new DateOnly(2026, 11, 22), 52, "treadmill_running", 9_500));
        var trained = await Eventually.BecomesAsync(() => service.GetAsync(id, $"{Executed}/{entered["id"]}"), t => t["activityId"] is not null);
        (trained["durationSeconds"]!.GetValue<int>(), trained["distanceM"]!.GetValue<int>(), trained["rpe"]!.GetValue<decimal>(), trained["notes"]!.GetValue<string>())
            .ShouldBe((3000, 9_500, 5m, "Windy"));
        (await service.TrainingsAsync(id, 1)).ShouldHaveSingleItem();
        (await Service.ReadAsync(await service.Person(id).DeleteAsync($"{Executed}/{entered["id"]}"), HttpStatusCode.Conflict))["type"]!
            .GetValue<string>().ShouldBe("urn:platform:problem:synced-training");
    }

    [Fact]
    public async Task What_was_matched_to_a_plan_stays_there_when_another_plan_is_followed()
    {
        var id = await service.RunnerAsync();
        var first = (await service.PlanAsync(id)).PlanId();
        await service.Host.PublishAsync(Activity(id, FirstMonday, 45));
        await service.TrainingsAsync(id, 1);
        await service.PlanAsync(id, Goal(5));
        await service.Host.PublishAsync(Activity(id, FirstMonday, 30, "cycling"));
        var trained = await service.TrainingsAsync(id, 2);
        trained.Single(t => t["sport"]!.GetValue<string>() == "running")["planned"]!["planId"]!.GetValue<Guid>().ShouldBe(first);
    }

    [Fact]
    public async Task Odd_figures_of_a_provider_stop_nothing()
    {
        var id = await service.RunnerAsync();
        await service.Host.PublishAsync(Activity(id, FirstMonday, 0, "Lauf im Wald!", -3) with { AverageHeartRate = 900 });
        var trained = (await service.TrainingsAsync(id, 1))[0];
        (trained["sport"]!.GetValue<string>(), trained["durationSeconds"], trained["distanceM"], trained["averageHeartRate"]).ShouldBe(("other", null, null, null));
    }

    [Fact]
    public async Task Activities_of_one_date_that_come_at_once_leave_one_at_the_planned_day()
    {
        var id = await service.RunnerAsync();
        await service.PlanAsync(id);
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => service.Host.PublishAsync(Activity(id, FirstMonday, 30 + i))));
        var trained = await service.TrainingsAsync(id, 12);
        await Eventually.AssertAsync(async () => (await service.TrainingsAsync(id, 12)).Count(t => t.At() == (0, 0)).ShouldBe(1));
        trained.Select(t => t["activityId"]!.GetValue<Guid>()).Distinct().Count().ShouldBe(12);
    }
}
