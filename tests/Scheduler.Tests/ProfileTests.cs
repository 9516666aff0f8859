using Platform.Contracts.Scheduler;
using Platform.Testing;

namespace Platform.Scheduler.Tests;

public sealed class ProfileTests(Servers servers)
{
    private static DateTimeOffset Utc(int day, int hour, int minute = 0) => new(2026, 11, day, hour, minute, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_newest_version_counts_in_whatever_order_and_however_often_the_messages_come()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var id = Guid.CreateVersion7();
        var message = Guid.CreateVersion7();

        await scheduler.Host.PublishAsync(scheduler.Profile(id, "Asia/Tokyo", version: 3), message);
        await scheduler.Host.PublishAsync(scheduler.Profile(id, "Asia/Tokyo", version: 3), message);
        await scheduler.Host.PublishAsync(scheduler.Profile(id, "Europe/Paris", version: 2));
        await scheduler.FollowAsync(scheduler.Profile(Guid.CreateVersion7(), "UTC"), scheduler.Profile(id, "Asia/Tokyo", version: 3));

        await Eventually.AssertAsync(async () =>
            (await scheduler.QueryAsync<int>("SELECT count(*)::int FROM inbox WHERE consumer = 'OnAthleteProfileChanged'")).Single().ShouldBe(5 - 1));
        (await scheduler.QueryAsync<string>("SELECT zone FROM clients WHERE user_id = @id", new { id })).ShouldBe(["Asia/Tokyo"]);
    }

    [Fact]
    public async Task An_invalid_zone_raises_one_card_which_closes_when_the_zone_is_put_right()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var id = Guid.CreateVersion7();
        await scheduler.FollowAsync(scheduler.Profile(id, "Mars/Olympus", version: 1));
        await scheduler.FollowAsync(scheduler.Profile(id, "Mars/Olympus", version: 2, start: "2026-11-02"));

        var cards = (await scheduler.GetAsync("/api/job-cards?status=open")).GetProperty("items");
        cards.GetArrayLength().ShouldBe(1);
        cards[0].GetProperty("kind").GetString().ShouldBe(JobCardKinds.InvalidTimeZone);
        cards[0].GetProperty("subject").GetString().ShouldBe("Mars/Olympus");
        cards[0].GetProperty("userId").GetGuid().ShouldBe(id);

        await scheduler.FollowAsync(scheduler.Profile(id, "UTC", version: 3));
        (await scheduler.GetAsync("/api/job-cards?status=open")).GetProperty("items").GetArrayLength().ShouldBe(0);
        await scheduler.DispatchAsync(Utc(22, 4));
        (await scheduler.StoryAsync(id)).ShouldBe(["regenerate_workout 22 dispatched"]);
    }

    [Theory]
    [InlineData(JobCardKinds.MissingBlock)]
    [InlineData(JobCardKinds.Unreachable)]
    [InlineData(JobCardKinds.InvalidTemplate)]
    [InlineData("a_kind_of_tomorrow")]
    public async Task Cards_of_other_services_are_kept_once_while_open(string kind)
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var card = new RaiseJobCard(Guid.CreateVersion7(), kind, "block", "There is no block.\0", Utc(22, 0));

        await scheduler.Host.PublishAsync(card);
        await scheduler.Host.PublishAsync(card);
        await scheduler.Host.PublishAsync(card with { Subject = "another" });

        await Eventually.AssertAsync(async () => (await scheduler.QueryAsync<int>("SELECT count(*)::int FROM inbox")).Single().ShouldBe(3));
        (await scheduler.QueryAsync<string>("SELECT subject FROM job_cards ORDER BY subject")).ShouldBe(["another", "block"]);
        (await scheduler.GetAsync($"/api/job-cards?status=open&kind={kind}")).GetProperty("items").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task Someone_who_signs_up_in_the_morning_begins_with_what_comes_next()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers, clock: new(Utc(22, 9)));
        var id = await scheduler.AthleteAsync("UTC");

        await scheduler.DispatchAsync(Utc(22, 23));

        (await scheduler.StoryAsync(id)).ShouldBe(["log_missed_training 22 dispatched"]);
    }

    [Fact]
    public async Task Someone_whose_message_came_late_has_what_was_due_meanwhile()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers, clock: new(Utc(22, 9)));
        var id = Guid.CreateVersion7();
        await scheduler.FollowAsync(scheduler.Profile(id, "UTC") with { ChangedAt = Utc(22, 6) });

        await scheduler.DispatchAsync(Utc(22, 9));

        (await scheduler.StoryAsync(id)).ShouldBe(["drop_training 22 dispatched"]);
    }

    [Fact]
    public async Task Someone_who_appears_just_before_a_wave_is_reached_once_by_their_own_row_or_by_the_wave()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers, clock: new(Utc(22, 3, 30)));
        var id = await scheduler.AthleteAsync("UTC");
        (await scheduler.QueryAsync<string>("SELECT task FROM runs WHERE status = 'pending'")).ShouldBe(["regenerate_workout"]);

        await scheduler.DispatchAsync(Utc(22, 4));

        (await scheduler.SentAsync(Tasks.RegenerateWorkout, 1)).Single().UserIds.ShouldBe([id]);
        (await scheduler.QueryAsync<string>("SELECT task FROM runs WHERE status = 'pending'")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Moving_east_over_the_morning_loses_no_day()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        var id = await scheduler.AthleteAsync("Europe/Paris");
        await scheduler.DispatchAsync(Utc(22, 5));

        // 06:00 in Paris, 14:00 in Tokyo.
        await scheduler.FollowAsync(scheduler.Profile(id, "Asia/Tokyo", version: 2));
        await scheduler.DispatchAsync(Utc(22, 5));
        (await scheduler.StoryAsync(id)).ShouldBe(["drop_training 22 dispatched", "regenerate_workout 22 dispatched"]);
        (await scheduler.RunsAsync("task = 'drop_training'")).Single().DueAt.ShouldBe(Utc(21, 22));

        await scheduler.DispatchAsync(Utc(22, 23));
        (await scheduler.StoryAsync(id)).ShouldBe(
        [
            "drop_training 22 dispatched", "regenerate_workout 22 dispatched", "log_missed_training 22 dispatched",
            "regenerate_workout 23 dispatched", "drop_training 23 dispatched",
        ]);
        await scheduler.SentAsync(Tasks.DropTraining, 2);
    }

    [Fact]
    public async Task Moving_west_doubles_no_day()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers, clock: new(Utc(21, 18)));
        var id = await scheduler.AthleteAsync("Asia/Tokyo", start: "2026-11-22");
        await scheduler.DispatchAsync(Utc(22, 0));
        (await scheduler.StoryAsync(id)).ShouldBe(["regenerate_workout 22 dispatched", "drop_training 22 dispatched"]);

        // 09:00 on Sunday in Tokyo, 20:30 on Saturday in St. John's.
        await scheduler.FollowAsync(scheduler.Profile(id, "America/St_Johns", version: 2, start: "2026-11-22"));
        await scheduler.DispatchAsync(Utc(23, 11));

        (await scheduler.StoryAsync(id)).ShouldBe(
        [
            "regenerate_workout 22 dispatched", "drop_training 22 dispatched", "log_missed_training 22 dispatched",
            "regenerate_workout 23 dispatched", "drop_training 23 dispatched",
        ]);
        await scheduler.SentAsync(Tasks.DropTraining, 2);
        await scheduler.SentAsync(Tasks.RegenerateWorkout, 2);
    }

    [Fact]
    public async Task Moving_on_before_the_own_row_has_fired_takes_it_along()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers, clock: new(Utc(22, 5)));
        var id = await scheduler.AthleteAsync("Europe/Paris");
        await scheduler.FollowAsync(scheduler.Profile(id, "Asia/Tokyo", version: 2));
        // Back to where it is still before seven: the row of Tokyo's past morning must not fire early.
        await scheduler.FollowAsync(scheduler.Profile(id, "Atlantic/Azores", version: 3));

        await scheduler.DispatchAsync(Utc(22, 5));
        (await scheduler.RunsAsync("task = 'drop_training'")).ShouldBeEmpty();

        await scheduler.DispatchAsync(Utc(22, 8));
        (await scheduler.RunsAsync("task = 'drop_training'")).Single().DueAt.ShouldBe(Utc(22, 8));
    }
}
