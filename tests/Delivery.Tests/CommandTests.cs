using System.Text.Json.Nodes;
using Platform.Contracts.PlanGeneration;
using Platform.Delivery.Domain;

namespace Platform.Delivery.Tests;

/// <summary>Slash commands of a person whose account is tied to them.</summary>
public sealed class CommandTests(Servers servers)
{
    [Fact]
    public async Task An_account_that_is_tied_to_nobody_is_told_how_to_do_it_and_changes_nothing()
    {
        await using var world = await World.StartAsync(servers);
        var athlete = await world.AddAthleteAsync();
        foreach (var name in new[] { "today", "log", "last", "pause", "resume", "timezone" })
        {
            var answer = await world.Discord.CommandAsync(athlete.DiscordId!, name, ("zone", "Europe/Paris"));
            answer.Content().ShouldContain("/link", customMessage: name);
            answer["response"]!["data"]!["flags"]!.GetValue<int>().ShouldBe(64, name);
        }

        (await world.Discord.CompleteAsync(athlete.DiscordId!, "timezone", "zone", "Paris")).ShouldBeEmpty();
        world.Service.Published<ChangeAthleteProfile>().ShouldBeEmpty();
        (await world.QueryAsync<long>("SELECT count(*) FROM interactions")).ShouldBe([0]);
    }

    [Fact]
    public async Task Pause_and_resume_ask_for_it_once_and_say_what_happens()
    {
        await using var world = await World.StartAsync(servers);
        var athlete = await LinkedAsync(world);
        var pause = Commands.Body(2, athlete.DiscordId!, "pause");
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => world.Discord.SendAsync(pause)));
        answers.Select(a => a.Content()).Distinct().ShouldHaveSingleItem().ShouldContain("/resume");
        await world.ExecuteAsync("UPDATE athletes SET paused = true WHERE user_id = @Id", athlete);
        (await world.Discord.CommandAsync(athlete.DiscordId!, "pause")).Content().ShouldContain("already");
        (await world.Discord.CommandAsync(athlete.DiscordId!, "resume")).Content().ShouldStartWith("Welcome back");
        var told = await Eventually.BecomesAsync(() => Task.FromResult(Asked(world)), t => t.Count == 3);
        told.Select(t => t.Paused).ShouldBe([true, true, false], ignoreOrder: true);
        told.ShouldAllBe(t => t.UserId == athlete.Id && t.TimeZone == null && t.AskedAt == world.Clock.GetUtcNow());
    }

    [Theory]
    [InlineData("Europe/Paris", "Europe/Paris", "01:00")]
    [InlineData("asia/kathmandu", "Asia/Kathmandu", "05:45")]
    [InlineData("America/new york", "America/New_York", "19:00")]
    [InlineData("+05:30", "+05:30", "05:30")]
    public async Task The_zone_is_asked_for_and_its_time_is_told(string typed, string zone, string clock)
    {
        await using var world = await World.StartAsync(servers);
        var athlete = await LinkedAsync(world);
        (await world.Discord.CommandAsync(athlete.DiscordId!, "timezone", ("zone", typed))).Content().ShouldContain(clock);
        var told = await Eventually.BecomesAsync(() => Task.FromResult(Asked(world)), t => t.Count == 1);
        told[0].ShouldBe(new ChangeAthleteProfile(athlete.Id, null, zone, null, world.Clock.GetUtcNow()));
    }

    [Theory]
    [InlineData("Mars/Phobos")]
    [InlineData("UTC+25")]
    [InlineData("+99:00")]
    [InlineData("@everyone **hi**")]
    [InlineData("")]
    public async Task A_zone_that_is_none_is_refused_and_shown_as_it_was_typed(string typed)
    {
        await using var world = await World.StartAsync(servers);
        var athlete = await LinkedAsync(world);
        var answer = await world.Discord.CommandAsync(athlete.DiscordId!, "timezone", ("zone", typed));
        answer.Content().ShouldContain("no time zone");
        answer.Content().Replace(@"\@", "", StringComparison.Ordinal).ShouldNotContain("@", customMessage: "escaped");
        answer["response"]!["data"]!["allowed_mentions"]!["parse"]!.AsArray().ShouldBeEmpty();
        Asked(world).ShouldBeEmpty();
    }

    [Fact]
    public async Task Zones_are_completed_as_they_are_typed()
    {
        await using var world = await World.StartAsync(servers);
        var athlete = await LinkedAsync(world);
        (await world.Discord.CompleteAsync(athlete.DiscordId!, "timezone", "zone", "par"))[0].Value.ShouldBe("America/Paramaribo");
        (await world.Discord.CompleteAsync(athlete.DiscordId!, "timezone", "zone", "PARIS")).ShouldBe([("Europe/Paris (01:00)", "Europe/Paris")]);
        (await world.Discord.CompleteAsync(athlete.DiscordId!, "timezone", "zone", "new york")).ShouldContain(("America/New_York (19:00)", "America/New_York"));
        (await world.Discord.CompleteAsync(athlete.DiscordId!, "timezone", "zone", "")).Count.ShouldBe(25);
        (await world.Discord.CompleteAsync(athlete.DiscordId!, "timezone", "zone", "nowhere at all")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Answers_are_in_the_persons_language_and_for_strangers_in_that_of_their_Discord()
    {
        await using var world = await World.StartAsync(servers);
        var athlete = await LinkedAsync(world);
        await world.ExecuteAsync("INSERT INTO preferences (user_id, language, updated_at) VALUES (@Id, 'fr', now())", athlete);
        (await world.Discord.CommandAsync(athlete.DiscordId!, "resume")).Content().ShouldBe(Texts.For("fr").ResumeAlready);

        var stranger = Commands.Body(2, "700000000000000003", "today");
        stranger["locale"] = "fr";
        (await world.Discord.SendAsync(stranger)).Content().ShouldBe(Texts.For("fr").NotLinked("/link"));
    }

    [Fact]
    public async Task Today_shows_what_is_to_be_done_and_what_is_logged_and_logs_from_there()
    {
        await using var world = await World.StartAsync(servers);
        var athlete = await LinkedAsync(world);
        (await world.Discord.CommandAsync(athlete.DiscordId!, "today")).Content().ShouldBe(Texts.For("en").TodayNotYet, "it is a training day");

        // Not sent yet: as it would be now, without buttons.
        await world.GiveWorkoutAsync(athlete);
        var planned = await world.Discord.CommandAsync(athlete.DiscordId!, "today");
        Embed(planned).ShouldContain("**Back squat**");
        planned["response"]!["data"]!["components"]!.AsArray().ShouldBeEmpty();

        await world.DropAsync(athletes: athlete);
        await world.SendAsync();
        var today = await world.Discord.CommandAsync(athlete.DiscordId!, "today");
        today["response"]!["data"]!["flags"]!.GetValue<int>().ShouldBe(64);
        today["response"]!["data"]!.Buttons().Select(b => b.Label).ShouldBe(["Back squat", "Bench press", "Barbell row"]);
        var button = today["response"]!["data"]!.Button("Back squat");
        (await world.Discord.SendAsync(Submit(athlete, button, "80", "5"))).Content().ShouldBe("Logged: Back squat, 80 kg × 5. 1 of 3 logged.");
        Embed(await world.Discord.CommandAsync(athlete.DiscordId!, "today")).ShouldContain("✓ **Back squat** · 80 kg × 5");

        await world.RefreshAsync();
        (await world.Discord.PostsAsync())[^1]["content"]!.GetValue<string>().ShouldContain("✓ **Back squat**", customMessage: "the post is ticked too");
        (await world.Discord.CommandAsync((await LinkedAsync(world)).DiscordId!, "today")).Content().ShouldBe(Texts.For("en").TodayNotYet);
    }

    [Fact]
    public async Task Log_stores_what_the_form_would_by_the_same_rules()
    {
        await using var world = await World.StartAsync(servers);
        var (athlete, _) = await world.DeliveredAsync();
        await world.LinkAsync(athlete);
        (await world.Discord.CompleteAsync(athlete.DiscordId!, "log", "exercise", "b")).Select(c => c.Value).ShouldBe(["back-squat", "bench-press", "barbell-row"]);
        var body = Commands.Body(2, athlete.DiscordId!, "log", ("exercise", "back-squat"), ("weight", "82,5"), ("reps", 5));
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => world.Discord.SendAsync(body)));
        answers.Select(a => a.Content()).Distinct().ShouldBe(["Logged: Back squat, 82.5 kg × 5. 1 of 3 logged."]);
        (await LogAsync("Bench PRESS", "180 lb", 8)).ShouldBe("Logged: Bench press, 81.65 kg × 8. 2 of 3 logged.");
        (await LogAsync("bench", "82", 8)).ShouldBe("Corrected: Bench press, 82 kg × 8 (was 81.65 kg × 8). 2 of 3 logged.");
        (await world.Discord.CompleteAsync(athlete.DiscordId!, "log", "exercise", "")).Select(c => c.Name)
            .ShouldBe(["Barbell row", "✓ Back squat · 82.5 kg × 5", "✓ Bench press · 82 kg × 8"]);

        (await LogAsync("deadlift", "82", 8)).ShouldContain("is not one of today's exercises");
        (await LogAsync("back-squat", "heavy", 0)).ShouldBe("Back squat was not logged.\n- Weight must be a number of kilograms, such as 82.5.\n- Reps must be 1 or more. Example: 5.");
        (await world.QueryAsync<(string, decimal, int)>("SELECT exercise_id, weight_kg, version FROM training_logs ORDER BY 1")).ShouldBe([("back-squat", 82.5m, 1), ("bench-press", 82m, 2)]);
        await world.RefreshAsync();
        (await world.Discord.PostsAsync())[^1]["content"]!.GetValue<string>().ShouldContain("✓ **Bench press** · 82 kg × 8");

        await world.CloseAsync(athletes: athlete);
        (await LogAsync("back-squat", "90", 5)).ShouldContain("day is closed");

        async Task<string> LogAsync(string exercise, string weight, int reps) =>
            (await world.Discord.CommandAsync(athlete.DiscordId!, "log", ("exercise", exercise), ("weight", weight), ("reps", reps))).Content();
    }

    [Fact]
    public async Task Last_tells_the_last_sets_with_what_they_speak_for_in_the_persons_unit()
    {
        await using var world = await World.StartAsync(servers);
        var (athlete, other) = (await LinkedAsync(world), await LinkedAsync(world));
        await world.ExecuteAsync(
            """
            INSERT INTO training_logs (id, user_id, "timestamp", date, exercise_id, exercise_name, weight_kg, reps, block_id, day_index, status)
            SELECT gen_random_uuid(), @Id, now(), date '2026-11-01' + d, 'back-squat', 'Back squat', 80 + d, 5, gen_random_uuid(), 0, 'logged' FROM generate_series(0, 6) d
            """,
            athlete);
        (await world.Discord.CompleteAsync(athlete.DiscordId!, "last", "exercise", "SQ")).ShouldBe([("Back squat", "back-squat")]);
        (await world.Discord.CompleteAsync(other.DiscordId!, "last", "exercise", "")).ShouldBeEmpty("someone else's logs");
        var lines = (await world.Discord.CommandAsync(athlete.DiscordId!, "last", ("exercise", "back-squat"))).Content().Split('\n');
        lines.Length.ShouldBe(6);
        lines[1].ShouldBe("- 7 Nov 2026: 86 kg × 5 (e1RM 100.5 kg)");
        lines[5].ShouldStartWith("- 3 Nov 2026");
        await world.ExecuteAsync("INSERT INTO preferences (user_id, weight_unit, updated_at) VALUES (@Id, 'lb', now())", athlete);
        (await world.Discord.CommandAsync(athlete.DiscordId!, "last", ("exercise", "BACK SQUAT"))).Content().ShouldContain("lb × 5");
        (await world.Discord.CommandAsync(other.DiscordId!, "last", ("exercise", "back-squat"))).Content().ShouldContain("No top set");
    }

    private static string Embed(JsonNode answer) =>
        string.Join('\n', answer["response"]!["data"]!["embeds"]!.AsArray().Select(e => e!["description"]!.GetValue<string>()));

    private static JsonObject Submit(Athlete athlete, string customId, string weight, string reps)
    {
        var body = Commands.Body(5, athlete.DiscordId!, "");
        body["message"] = new JsonObject { ["id"] = "1" };
        body["data"] = new JsonObject
        {
            ["custom_id"] = customId,
            ["components"] = new JsonArray(Line("weight", weight), Line("reps", reps)),
        };
        return body;

        static JsonObject Line(string id, string value) =>
            new() { ["type"] = 18, ["component"] = new JsonObject { ["type"] = 4, ["custom_id"] = id, ["value"] = value } };
    }

    private static async Task<Athlete> LinkedAsync(World world)
    {
        var athlete = await world.AddAthleteAsync();
        await world.LinkAsync(athlete);
        return athlete;
    }

    // Linking tells the account; what the command asks for tells something else.
    private static List<ChangeAthleteProfile> Asked(World world) =>
        [.. world.Service.Published<ChangeAthleteProfile>().Where(c => c.DiscordUserId is null)];
}
