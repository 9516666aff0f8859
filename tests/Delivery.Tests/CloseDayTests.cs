using Platform.Contracts.Delivery;
using Platform.Contracts.PlanGeneration;
using Platform.Contracts.Scheduler;

namespace Platform.Delivery.Tests;

public sealed class CloseDayTests(Servers servers)
{
    [Fact]
    public async Task What_was_asked_for_and_not_logged_is_missed_once_and_blank()
    {
        await using var world = await World.StartAsync(servers);
        var (athlete, post) = await world.DeliveredAsync();
        await world.Discord.SubmitAsync(post, post.Button("Bench press"), athlete.DiscordId!, "60", "8");

        (await world.CloseAndTellAsync(athletes: athlete)).Completed.ShouldBe([athlete.Id]);
        (await world.CloseAndTellAsync(athletes: athlete)).Completed.ShouldBe([athlete.Id]);

        var rows = await world.QueryAsync<(string Exercise, string Status, decimal? Weight, int? Reps, Guid Block, int Day)>(
            "SELECT exercise_id, status, weight_kg, reps, block_id, day_index FROM training_logs ORDER BY exercise_id");
        rows.ShouldBe([
            ("back-squat", "missed", null, null, Workouts.Block, 2), ("barbell-row", "missed", null, null, Workouts.Block, 2),
            ("bench-press", "logged", 60m, 8, Workouts.Block, 2)]);
        var missed = await Eventually.BecomesAsync(() => Task.FromResult(world.Service.Published<LogMissed>()), m => m.Count >= 2);
        missed.Select(m => m.ExerciseId).Order().ShouldBe(["back-squat", "barbell-row"]);
    }

    [Fact]
    public async Task What_has_no_top_set_is_shown_but_neither_asked_for_nor_missed()
    {
        await using var world = await World.StartAsync(servers);
        var run = new WorkoutExercise(1, "easy-run", "Easy run", 1, "30 min", 0, AsksTopSet: false);
        var (athlete, post) = await world.DeliveredAsync(exercises: [run, Workouts.Exercise("Back squat", 2)]);

        post["content"]!.GetValue<string>().ShouldContain("**Easy run**\n  30 min");
        post.Buttons().Select(b => b.Label).ShouldBe(["Back squat"]);
        var delivered = await Eventually.BecomesAsync(() => Task.FromResult(world.Service.Published<WorkoutDelivered>()), d => d.Count == 1);
        delivered[0].ExerciseIds.ShouldBe(["back-squat"]);

        await world.CloseAsync(athletes: athlete);
        (await world.QueryAsync<string>("SELECT exercise_id FROM training_logs")).ShouldBe(["back-squat"]);
    }

    [Fact]
    public async Task A_day_with_nothing_to_log_is_posted_without_a_button_and_misses_nothing()
    {
        await using var world = await World.StartAsync(servers);
        var (athlete, post) = await world.DeliveredAsync(exercises: [new WorkoutExercise(1, "easy-run", "Easy run", 1, "30 min", 0, AsksTopSet: false)]);

        post.Buttons().ShouldBeEmpty();
        (await world.CloseAndTellAsync(athletes: athlete)).Completed.ShouldBe([athlete.Id]);
        (await world.QueryAsync<string>("SELECT exercise_id FROM training_logs")).ShouldBeEmpty();
        (await world.StatusAsync(athlete)).ShouldBe("delivered");
    }

    [Fact]
    public async Task After_the_day_is_closed_a_press_and_a_submit_are_refused_and_change_nothing()
    {
        await using var world = await World.StartAsync(servers);
        var (athlete, post) = await world.DeliveredAsync();
        await world.CloseAsync(athletes: athlete);
        var button = post.Button("Back squat");
        (await world.Discord.PressAsync(post, button, athlete.DiscordId!)).Content().ShouldContain("day is closed");
        (await world.Discord.SubmitAsync(post, button, athlete.DiscordId!, "80", "5")).Content().ShouldContain("day is closed");
        (await world.QueryAsync<string>("SELECT DISTINCT status FROM training_logs")).ShouldBe(["missed"]);
    }

    [Fact]
    public async Task What_was_never_delivered_is_not_missed_expires_and_is_told_to_its_run()
    {
        await using var world = await World.StartAsync(servers);
        var (limited, waiting) = (await world.AddAthleteAsync(), await world.AddAthleteAsync());
        await world.GiveWorkoutAsync(limited);
        await world.Discord.FailAsync(new { mode = "rateLimited", retryAfterSeconds = 60 });
        var due = await world.DropAsync(athletes: [limited, waiting]);
        await world.SendAsync();

        (await world.CloseAndTellAsync(athletes: [limited, waiting])).Completed.Count.ShouldBe(2);
        var report = await world.ReportAsync(due);
        report.Failed.Select(f => f.UserId).Order().ShouldBe(new[] { limited.Id, waiting.Id }.Order());
        report.Failed.ShouldAllBe(f => !f.Retryable);
        (await world.QueryAsync<long>("SELECT count(*) FROM training_logs")).ShouldBe([0]);
        (await world.QueryAsync<string>("SELECT DISTINCT close_reason FROM demand_days")).ShouldBe(["not_delivered"]);

        await world.Discord.RecoverAsync();
        await world.GiveWorkoutAsync(waiting);
        world.Clock.Advance(TimeSpan.FromMinutes(5));
        (await world.SendAsync()).ShouldBe(0);
        var late = world.Due(Tasks.DropTraining, World.Today, 2, limited);
        await world.Service.PublishAsync(late);
        (await world.ReportAsync(late)).Failed.ShouldHaveSingleItem().Retryable.ShouldBeFalse();
        (await world.Discord.PostsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_message_that_was_being_sent_when_the_day_closed_is_adopted_but_not_sent_again()
    {
        var wire = new Wire();
        await using var world = await World.StartAsync(servers, configure: wire.Install);
        var (posted, unposted) = (await world.AddAthleteAsync(), await world.AddAthleteAsync());
        foreach (var athlete in new[] { posted, unposted })
        {
            await world.GiveWorkoutAsync(athlete);
            await world.DropAsync(athletes: athlete);
            using var death = new CancellationTokenSource();
            wire.BeforePost = athlete == posted ? null : async () =>
            {
                await death.CancelAsync();
                death.Token.ThrowIfCancellationRequested();
            };
            wire.AfterPost = death.CancelAsync;
            await Should.ThrowAsync<OperationCanceledException>(() => world.SendAsync(death.Token));
        }

        (wire.BeforePost, wire.AfterPost) = (null, null);
        await world.CloseAsync(athletes: [posted, unposted]);
        world.Clock.Advance(TimeSpan.FromMinutes(10));
        await world.SendAsync();
        (await world.StatusAsync(posted)).ShouldBe("delivered");
        (await world.StatusAsync(unposted)).ShouldBe("expired");
        (await world.Discord.PostsAsync()).Count.ShouldBe(1);

        // The reports come after it in the same transaction, so it would have come by now.
        await Eventually.AssertAsync(() => world.Service.Published<EngineRunReported>().SelectMany(r => r.Completed).Count(id => id == posted.Id).ShouldBe(2));
        world.Service.Published<WorkoutDelivered>().ShouldBeEmpty();
    }

    [Fact]
    public async Task Athletes_without_a_workout_that_day_are_done_with()
    {
        await using var world = await World.StartAsync(servers);
        var athlete = await world.AddAthleteAsync();
        var report = await world.CloseAndTellAsync(athletes: athlete);
        report.Completed.ShouldBe([athlete.Id]);
        report.Failed.ShouldBeEmpty();
        (await world.QueryAsync<long>("SELECT count(*) FROM training_logs")).ShouldBe([0]);
    }

    [Fact]
    public async Task A_log_and_the_close_at_the_same_time_leave_one_of_both()
    {
        await using var world = await World.StartAsync(servers);
        for (var round = 0; round < 8; round++)
        {
            var (athlete, post) = await world.DeliveredAsync();
            var log = world.Discord.SubmitAsync(post, post.Button("Back squat"), athlete.DiscordId!, "80", "5");
            await world.CloseAsync(athletes: athlete);
            var logged = (await log).ResultOf() == "updated";

            var rows = await world.QueryAsync<(string Exercise, string Status)>(
                "SELECT exercise_id, status FROM training_logs WHERE user_id = @Id ORDER BY exercise_id", new { athlete.Id });
            rows.ShouldBe([("back-squat", logged ? "logged" : "missed"), ("barbell-row", "missed"), ("bench-press", "missed")]);
            await Eventually.AssertAsync(() => world.Service.Published<LogMissed>().Count(m => m.UserId == athlete.Id).ShouldBe(logged ? 2 : 3));
        }
    }
}
