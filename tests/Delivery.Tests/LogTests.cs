using System.Text.Json.Nodes;
using Npgsql;
using Platform.Contracts.Delivery;

namespace Platform.Delivery.Tests;

/// <summary>A top set logged in Discord: button, modal, answer.</summary>
public sealed class LogTests(Servers servers)
{
    [Fact]
    public async Task A_press_opens_the_modal_and_its_submit_is_stored_told_and_confirmed()
    {
        await using var world = await World.StartAsync(servers);
        var (athlete, post) = await world.DeliveredAsync();
        world.Clock.Advance(TimeSpan.FromHours(9));
        var press = await world.Discord.PressAsync(post, post.Button("Back squat"), athlete.DiscordId!);
        press.ResultOf().ShouldBe("modal");
        var modal = press["response"]!["data"]!;
        modal["title"]!.GetValue<string>().ShouldBe("Back squat");
        modal["components"]!.AsArray().Select(label => label!["label"]!.GetValue<string>()).ShouldBe(["Weight in kg", "Reps"]);
        modal["components"]![0]!["component"]!["value"].ShouldBeNull();

        var answer = await world.Discord.SubmitModalAsync(press["modalId"]!.GetValue<string>(), athlete.DiscordId!, ("weight", "82,5"), ("reps", "5"));
        answer.ResultOf().ShouldBe("updated");
        answer.Content().ShouldContain("✓ **Back squat** · 82.5 kg × 5");
        var ticked = (await world.Discord.PostsAsync()).ShouldHaveSingleItem();
        ticked["content"]!.GetValue<string>().ShouldBe(answer.Content());
        ticked.Buttons().Select(b => b.Label).ShouldBe(["✓ Back squat", "Bench press", "Barbell row"]);

        var row = (await world.QueryAsync<(Guid User, DateTime At, DateTime Date, string Exercise, string Name, decimal Weight, int Reps, Guid Block, int Day, string Status)>(
            """
            SELECT user_id, "timestamp", date::timestamp, exercise_id, exercise_name, weight_kg, reps, block_id, day_index, status FROM training_logs
            """)).ShouldHaveSingleItem();
        row.ShouldBe((athlete.Id, world.Clock.GetUtcNow().UtcDateTime, new DateTime(2026, 11, 22), "back-squat", "Back squat", 82.5m, 5, Workouts.Block, 2, "logged"));
        var told = await Eventually.BecomesAsync(() => Task.FromResult(world.Service.Published<TopSetLogged>()), t => t.Count == 1);
        told[0].ShouldBe(new TopSetLogged(
            athlete.Id, World.Today, "back-squat", "Back squat", 82.5m, 5, Workouts.Block, 2, 1, world.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task A_second_log_replaces_the_first()
    {
        await using var world = await World.StartAsync(servers);
        var (athlete, post) = await world.DeliveredAsync();
        var button = post.Button("Back squat");
        await world.Discord.SubmitAsync(post, button, athlete.DiscordId!, "80", "5");

        var press = await world.Discord.PressAsync(post, button, athlete.DiscordId!);
        press["response"]!["data"]!["components"]!.AsArray().Select(l => l!["component"]!["value"]!.GetValue<string>()).ShouldBe(["80", "5"]);
        var answer = await world.Discord.SubmitModalAsync(press["modalId"]!.GetValue<string>(), athlete.DiscordId!, ("weight", "82.5"));
        answer.Content().ShouldContain("✓ **Back squat** · 82.5 kg × 5");
        answer.Content().ShouldNotContain("80 kg × 5");
        (await RowsAsync(world)).ShouldBe([("back-squat", 82.5m, 5, 2)]);

        // The same once more is no correction.
        await world.Discord.SubmitAsync(post, button, athlete.DiscordId!, "82.50", "5");
        (await RowsAsync(world)).ShouldBe([("back-squat", 82.5m, 5, 2)]);
        await Eventually.AssertAsync(() => world.Service.Published<TopSetLogged>().Select(t => (t.WeightKg, t.Version)).ShouldBe([(80m, 1), (82.5m, 2)], ignoreOrder: true));
    }

    [Theory]
    [InlineData("-1", "5", "Weight must be 0 or more.")]
    [InlineData("abc", "5", "Weight must be a number of kilograms")]
    [InlineData("1000.5", "5", "Weight must be at most 1000 kg.")]
    [InlineData("80.555", "5", "at most two decimals")]
    [InlineData("1e3", "5", "Weight must be a number")]
    [InlineData("NaN", "5", "Weight must be a number")]
    [InlineData("80", "0", "Reps must be 1 or more.")]
    [InlineData("80", "2.5", "Reps must be a whole number")]
    [InlineData("80", "1001", "Reps must be at most 1000.")]
    [InlineData("80", "five", "Reps must be a whole number")]
    public async Task Bad_input_is_refused_with_the_reason_and_a_second_chance(string weight, string reps, string reason)
    {
        await using var world = await World.StartAsync(servers);
        var (athlete, post) = await world.DeliveredAsync();
        var button = post.Button("Back squat");
        var answer = await world.Discord.SubmitAsync(post, button, athlete.DiscordId!, weight, reps);
        answer.Content().ShouldContain("was not logged");
        answer.Content().ShouldContain(reason);
        answer["response"]!["data"]!.Buttons().ShouldBe([("Try again", button)]);
        (await RowsAsync(world)).ShouldBeEmpty();
        world.Service.Published<TopSetLogged>().ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_fault_is_named_at_once_and_the_second_chance_works()
    {
        await using var world = await World.StartAsync(servers);
        var (athlete, post) = await world.DeliveredAsync();
        var refused = await world.Discord.SubmitAsync(post, post.Button("Back squat"), athlete.DiscordId!, "heavy", "0");
        refused.Content().ShouldContain("Weight must be");
        refused.Content().ShouldContain("Reps must be");

        var message = new JsonObject { ["id"] = refused["messageId"]!.GetValue<string>() };
        var press = await world.Discord.PressAsync(message, refused["response"]!["data"]!.Button("Try again"), athlete.DiscordId!);
        var answer = await world.Discord.SubmitModalAsync(press["modalId"]!.GetValue<string>(), athlete.DiscordId!, ("weight", "0"), ("reps", "12"));
        answer["ephemeral"]!.GetValue<bool>().ShouldBeTrue();
        answer.Content().ShouldBe("Logged: Back squat, body weight × 12. 1 of 3 logged.");
    }

    [Fact]
    public async Task When_all_are_logged_it_says_so()
    {
        await using var world = await World.StartAsync(servers);
        var (athlete, post) = await world.DeliveredAsync();
        foreach (var (_, button) in post.Buttons().Take(2))
        {
            await world.Discord.SubmitAsync(post, button, athlete.DiscordId!, "50", "10");
        }

        (await world.Discord.SubmitAsync(post, post.Buttons()[2].CustomId, athlete.DiscordId!, "50", "10")).Content().ShouldContain("Everything is logged");
    }

    [Fact]
    public async Task Someone_elses_press_another_exercise_and_an_unknown_workout_are_refused()
    {
        await using var world = await World.StartAsync(servers);
        var (athlete, post) = await world.DeliveredAsync();
        var button = post.Button("Back squat");
        (await world.Discord.PressAsync(post, button, "777", force: true)).Content().ShouldContain("belongs to someone else");
        (await world.Discord.SubmitAsync(post, button, "777", "80", "5")).Content().ShouldContain("belongs to someone else");
        (await world.Discord.SubmitAsync(post, button.Replace("back-squat", "deadlift"), athlete.DiscordId!, "80", "5")).Content().ShouldContain("not part of this message");
        (await world.Discord.SubmitAsync(post, $"log:{Guid.CreateVersion7():N}:back-squat", athlete.DiscordId!, "80", "5")).Content().ShouldContain("not known");
        (await world.Discord.SubmitAsync(post, "log:nonsense", athlete.DiscordId!, "80", "5")).Content().ShouldContain("not known");
        (await RowsAsync(world)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_replay_gets_the_same_answer_and_changes_nothing()
    {
        await using var world = await World.StartAsync(servers);
        var (athlete, post) = await world.DeliveredAsync();
        var button = post.Button("Back squat");
        var first = await world.Discord.SubmitAsync(post, button, athlete.DiscordId!, "80", "5");
        await world.Discord.SubmitAsync(post, button, athlete.DiscordId!, "85", "5");

        var replay = await world.Discord.ReplayAsync(first["interactionId"]!.GetValue<string>());
        JsonNode.DeepEquals(replay["response"], first["response"]).ShouldBeTrue(replay.ToJsonString());
        (await RowsAsync(world)).ShouldBe([("back-squat", 85m, 5, 2)]);

        world.Clock.Advance(TimeSpan.FromMinutes(6));
        (await world.Discord.ReplayAsync(first["interactionId"]!.GetValue<string>()))["status"]!.GetValue<int>().ShouldBe(401);
    }

    [Fact]
    public async Task Of_logs_at_the_same_time_each_has_its_version_and_the_last_one_counts()
    {
        await using var world = await World.StartAsync(servers);
        var (athlete, post) = await world.DeliveredAsync();
        var answers = await Task.WhenAll(Enumerable.Range(1, 6).Select(i =>
            world.Discord.SubmitAsync(post, post.Button("Back squat"), athlete.DiscordId!, $"{i}", "5")));
        answers.ShouldAllBe(a => a.ResultOf() == "updated");
        var told = await Eventually.BecomesAsync(() => Task.FromResult(world.Service.Published<TopSetLogged>()), t => t.Count == 6);
        told.Select(t => t.Version).Order().ShouldBe([1, 2, 3, 4, 5, 6]);
        var last = told.MaxBy(t => t.Version)!.WeightKg;
        (await RowsAsync(world)).ShouldBe([("back-squat", last, 5, 6)]);

        // Whichever answer Discord took last: the message is brought up to date once more.
        (await world.QueryAsync<DateTime>("SELECT refresh_at FROM deliveries")).ShouldHaveSingleItem()
            .ShouldBe(world.Clock.GetUtcNow().UtcDateTime.AddSeconds(5), TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_owned_up_to_within_three_seconds()
    {
        await using var world = await World.StartAsync(servers);
        var (athlete, post) = await world.DeliveredAsync();
        await using var connection = new NpgsqlConnection(world.Service.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var blocker = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using (var block = new NpgsqlCommand("LOCK TABLE demand_days, training_logs", connection, blocker))
        {
            await block.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var answer = await world.Discord.SubmitAsync(post, post.Button("Back squat"), athlete.DiscordId!, "80", "5");
        answer.ResultOf().ShouldBe("message");
        answer.Content().ShouldContain("could not be stored");
        answer["latencyMs"]!.GetValue<long>().ShouldBeLessThan(3000);

        await blocker.RollbackAsync(TestContext.Current.CancellationToken);
        (await world.Discord.SubmitAsync(post, post.Button("Back squat"), athlete.DiscordId!, "80", "5")).Content().ShouldContain("80 kg × 5");
    }

    private static Task<List<(string Exercise, decimal Weight, int Reps, long Version)>> RowsAsync(World world) =>
        world.QueryAsync<(string, decimal, int, long)>("SELECT exercise_id, weight_kg, reps, version FROM training_logs ORDER BY exercise_id");
}
