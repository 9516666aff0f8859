using Platform.Contracts.Delivery;
using Platform.Contracts.PlanGeneration;
using Platform.Contracts.Scheduler;
using static Platform.Delivery.Tests.Setup.Workouts;

namespace Platform.Delivery.Tests;

public sealed class DeliveryTests(Servers servers)
{
    [Fact]
    public async Task A_workout_is_posted_to_a_direct_message_with_sets_reps_rest_and_a_button_for_each_exercise()
    {
        await using var world = await World.StartAsync(servers);
        var athlete = await world.AddAthleteAsync();
        await world.GiveWorkoutAsync(athlete);
        var due = await world.DropAsync(athletes: athlete);

        (await world.SendAsync()).ShouldBe(1);

        var post = (await world.Discord.PostsAsync()).ShouldHaveSingleItem();
        var content = post.Text();
        content.ShouldContain("Lower body");
        content.ShouldContain("Sunday 22 November 2026");
        content.ShouldContain("Steel Block A, day 3");
        content.ShouldContain("- **Back squat**\n  3 × 5 · rest 3 min · last top set: none yet");
        content.ShouldContain("- **Bench press**\n  4 × 8-10 · rest 1 min 30 s");
        content.ShouldContain("rest 45 s");
        post.Buttons().Select(b => b.Label).ShouldBe(["Back squat", "Bench press", "Barbell row"]);

        var report = await world.ReportAsync(due);
        report.Completed.ShouldBe([athlete.Id]);
        report.Failed.ShouldBeEmpty();
        var delivered = await Eventually.BecomesAsync(() => Task.FromResult(world.Service.Published<WorkoutDelivered>()), d => d.Count == 1);
        delivered[0].ExerciseIds.ShouldBe(["back-squat", "bench-press", "barbell-row"]);
        (await world.StatusAsync(athlete)).ShouldBe("delivered");
    }

    [Fact]
    public async Task The_channel_of_the_profile_takes_precedence_over_a_direct_message()
    {
        await using var world = await World.StartAsync(servers);
        await world.Discord.Control.PutAsync("channels/900000000000000001", System.Net.Http.Json.JsonContent.Create(new { name = "team" }));
        var athlete = await world.AddAthleteAsync(channelId: "900000000000000001");
        await world.GiveWorkoutAsync(athlete);
        await world.DropAsync(athletes: athlete);
        await world.SendAsync();
        (await world.Discord.PostsAsync()).ShouldHaveSingleItem()["channel_id"]!.GetValue<string>().ShouldBe("900000000000000001");
    }

    [Fact]
    public async Task The_last_top_set_before_the_date_is_shown()
    {
        await using var world = await World.StartAsync(servers);
        var athlete = await world.AddAthleteAsync();
        foreach (var (date, weight) in new[] { ("2026-11-15", 80m), ("2026-11-18", 82.5m), ("2026-11-22", 99m) })
        {
            await world.ExecuteAsync(
                """
                INSERT INTO training_logs (id, user_id, "timestamp", date, exercise_id, exercise_name, weight_kg, reps, block_id, day_index, status)
                VALUES (gen_random_uuid(), @Id, now(), @date::date, 'back-squat', 'Back squat', @weight, 5, gen_random_uuid(), 0, 'logged')
                """,
                new { athlete.Id, date, weight });
        }

        await world.GiveWorkoutAsync(athlete);
        await world.DropAsync(athletes: athlete);
        await world.SendAsync();
        (await world.Discord.PostsAsync())[0].Text().ShouldContain("last top set: 82.5 kg × 5 on 18 Nov 2026");
    }

    [Fact]
    public async Task A_delivery_waits_for_its_workout_and_goes_out_when_it_comes()
    {
        await using var world = await World.StartAsync(servers);
        var athlete = await world.AddAthleteAsync();
        var due = await world.DropAsync(athletes: athlete);
        (await world.SendAsync()).ShouldBe(0);
        (await world.StatusAsync(athlete)).ShouldBe("waiting");
        world.Service.Published<EngineRunReported>().ShouldBeEmpty();

        await world.GiveWorkoutAsync(athlete);
        (await world.SendAsync()).ShouldBe(1);
        (await world.ReportAsync(due)).Completed.ShouldBe([athlete.Id]);
        (await world.Discord.PostsAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_loop_does_it_by_itself()
    {
        await using var world = await World.StartAsync(servers, loop: true);
        var athlete = await world.AddAthleteAsync();
        var due = await world.DropAsync(athletes: athlete);
        await world.GiveWorkoutAsync(athlete);
        (await world.ReportAsync(due)).Completed.ShouldBe([athlete.Id]);
        (await world.Discord.PostsAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_same_message_twice_and_a_later_attempt_post_nothing_twice()
    {
        await using var world = await World.StartAsync(servers);
        var athlete = await world.AddAthleteAsync();
        await world.GiveWorkoutAsync(athlete);
        var due = world.Due(Tasks.DropTraining, World.Today, 1, athlete);
        var messageId = Guid.CreateVersion7();
        await world.Service.PublishAsync(due, messageId);
        await world.Service.PublishAsync(due, messageId);
        await world.EventuallyAsync("SELECT count(*) FROM deliveries WHERE run_id = @RunId", new { due.RunId }, 1);
        await world.SendAsync();

        var again = await world.DropAsync(attempt: 2, athletes: athlete);
        (await world.ReportAsync(again)).Completed.ShouldBe([athlete.Id]);
        (await world.SendAsync()).ShouldBe(0);
        (await world.Discord.PostsAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_later_attempt_that_comes_while_the_message_is_on_its_way_learns_how_it_ended()
    {
        var wire = new Wire();
        await using var world = await World.StartAsync(servers, configure: wire.Install);
        var athlete = await world.AddAthleteAsync();
        await world.GiveWorkoutAsync(athlete);
        var due = await world.DropAsync(athletes: athlete);
        EngineDue? again = null;
        wire.BeforePost = async () => again = await world.DropAsync(attempt: 2, athletes: athlete);

        await world.SendAsync();

        (await world.ReportAsync(again!)).Completed.ShouldBe([athlete.Id]);
        (await world.SendAsync()).ShouldBe(0);
        (await world.Discord.PostsAsync()).Count.ShouldBe(1);
        world.Service.Published<EngineRunReported>().ShouldNotContain(r => r.RunId == due.RunId);
    }

    [Fact]
    public async Task A_workout_made_anew_after_it_was_posted_leaves_the_post_and_what_it_asks_for()
    {
        await using var world = await World.StartAsync(servers);
        var (athlete, post) = await world.DeliveredAsync();
        await world.GiveWorkoutAsync(athlete, version: 2, exercises: new WorkoutExercise(1, "deadlift", "Deadlift", 4, "4", 240));
        (await world.SendAsync()).ShouldBe(0);

        await world.Discord.SubmitAsync(post, post.Button("Back squat"), athlete.DiscordId!, "80", "5");
        await world.CloseAsync(athletes: athlete);
        (await world.QueryAsync<string>("SELECT exercise_id || ' ' || status FROM training_logs ORDER BY exercise_id"))
            .ShouldBe(["back-squat logged", "barbell-row missed", "bench-press missed"]);
    }

    [Fact]
    public async Task Whoever_changes_their_Discord_account_before_it_is_due_gets_it_at_the_new_one()
    {
        await using var world = await World.StartAsync(servers);
        var (athlete, _) = await world.DeliveredAsync();
        await world.ChangeAsync(athlete, 2, "555");
        await world.GiveWorkoutAsync(athlete, World.Today.AddDays(1));
        await world.DropAsync(World.Today.AddDays(1), athletes: athlete);
        await world.SendAsync();

        var posts = await world.Discord.PostsAsync();
        posts.Select(p => p["channel_id"]!.GetValue<string>()).Distinct().Count().ShouldBe(2);
        (await world.Discord.PressAsync(posts[^1], posts[^1].Button("Back squat"), "555"))["response"]!["type"]!.GetValue<int>().ShouldBe(9);
    }

    [Fact]
    public async Task Other_tasks_and_engines_are_none_of_its_business()
    {
        await using var world = await World.StartAsync(servers);
        var athlete = await world.AddAthleteAsync();
        await world.GiveWorkoutAsync(athlete);
        await world.Service.PublishAsync(world.Due(Tasks.ComplianceScan, World.Today, 1, athlete) with { Engine = Engines.ComplianceScan });
        await world.Service.PublishAsync(world.Due(Tasks.RegenerateWorkout, World.Today, 1, athlete) with { Engine = Engines.Regenerate });
        await world.EventuallyAsync("SELECT count(*) FROM inbox WHERE consumer LIKE 'On%Due'", new { }, 4);
        (await world.QueryAsync<long>("SELECT count(*) FROM deliveries")).Single().ShouldBe(0);
        world.Service.Published<EngineRunReported>().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_batch_goes_out_in_one_round_and_one_failure_stops_no_other()
    {
        await using var world = await World.StartAsync(servers);
        var athletes = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => world.AddAthleteAsync()));
        await Task.WhenAll(athletes.Select(a => world.GiveWorkoutAsync(a)));
        await world.Discord.FailAsync(new { mode = "cannotDm", userId = athletes[3].DiscordId });
        var due = await world.DropAsync(athletes: athletes);
        await world.SendAsync();
        (await world.SendAsync()).ShouldBe(1, "the one whose account is a dead end looks for another channel");

        var reports = await Eventually.BecomesAsync(
            () => Task.FromResult(world.Service.Published<EngineRunReported>().Where(r => r.RunId == due.RunId).ToList()),
            all => all.Sum(r => r.Completed.Count + r.Failed.Count) == 12);
        reports.Sum(r => r.Completed.Count).ShouldBe(11);
        var failure = reports.SelectMany(r => r.Failed).ShouldHaveSingleItem();
        failure.UserId.ShouldBe(athletes[3].Id);
        failure.Retryable.ShouldBeFalse();
        var card = await Eventually.BecomesAsync(() => Task.FromResult(world.Service.Published<RaiseJobCard>()), cards => cards.Count == 1);
        card[0].ShouldSatisfyAllConditions(c => c.UserId.ShouldBe(athletes[3].Id), c => c.Kind.ShouldBe(JobCardKinds.Unreachable), c => c.Subject.ShouldBe("discord"));
        (await world.Discord.PostsAsync()).Count.ShouldBe(11);
    }

    [Fact]
    public async Task A_workout_too_long_for_one_message_goes_out_in_parts_in_order()
    {
        await using var world = await World.StartAsync(servers);
        var athlete = await world.AddAthleteAsync();
        var many = Enumerable.Range(0, 60).Select(i => Exercise($"Exercise number {i}", i)).ToArray();
        await world.GiveWorkoutAsync(athlete, exercises: many);
        var due = await world.DropAsync(athletes: athlete);
        while (await world.SendAsync() > 0)
        {
        }

        var posts = await world.Discord.PostsAsync();
        posts.Count.ShouldBeGreaterThan(2);
        posts.ShouldAllBe(p => p["content"]!.GetValue<string>().Length <= 2000);
        posts.SelectMany(p => p.Buttons().Select(b => b.Label)).ShouldBe(many.Select(e => e.Name));
        posts.Select((p, i) => p["content"]!.GetValue<string>().Contains($"({i + 1}/{posts.Count})")).ShouldAllBe(right => right);
        (await world.ReportAsync(due)).Completed.ShouldBe([athlete.Id]);
        await Eventually.AssertAsync(() => world.Service.Published<WorkoutDelivered>().MaxBy(d => d.ExerciseIds.Count)!.ExerciseIds.ShouldBe(many.Select(e => e.ExerciseId)));
    }

    [Fact]
    public async Task A_newer_profile_or_workout_replaces_an_older_one_and_never_the_other_way()
    {
        await using var world = await World.StartAsync(servers);
        var athlete = await world.AddAthleteAsync();
        await world.ChangeAsync(athlete, 3, "333");
        await world.Service.PublishAsync(new Contracts.PlanGeneration.AthleteProfileChanged(
            athlete.Id, 2, "Ada", "UTC", null, false, [], null, "222", null, world.Clock.GetUtcNow()));
        await world.GiveWorkoutAsync(athlete, version: 2, exercises: Exercise("New"));
        await world.Service.PublishAsync(Ready(athlete.Id, World.Today, 1, Exercise("Old")));
        await world.EventuallyAsync("SELECT count(*) FROM inbox", new { }, 5);
        (await world.QueryAsync<string>("SELECT discord_user_id FROM athletes")).ShouldBe(["333"]);
        (await world.QueryAsync<string>("SELECT workout #>> '{exercises,0,name}' FROM workouts")).ShouldBe(["New"]);
    }
}
