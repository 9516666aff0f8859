using System.Text.Json.Nodes;
using Platform.Contracts.Delivery;
using Platform.Contracts.Scheduler;
using static Platform.Delivery.Tests.Setup.Days;

namespace Platform.Delivery.Tests.Daily;

/// <summary>Meals, cardio and the check-in in Discord: asked, logged, corrected, missed, or left alone.</summary>
public sealed class DailyEngineTests(Servers servers)
{
    public static TheoryData<string> All => [Ask.CheckIn.Engine, Ask.Meals.Engine, Ask.Cardio.Engine];

    [Fact]
    public async Task A_check_in_is_asked_for_answered_ticked_and_told()
    {
        await using var world = await World.StartAsync(servers);
        var (athlete, post) = await world.AskedAsync(Ask.CheckIn);
        post.Text().ShouldContain("## Morning check-in\nMonday 23 November 2026\nHow are you this morning?");
        post.Buttons().Select(b => b.Label).ShouldBe(["Check-in"]);

        world.Clock.Advance(TimeSpan.FromHours(8));
        var answer = await world.LogAsync(
            athlete, post, "Check-in", ("mood", "4"), ("energy", "3"), ("sleep", "7:30"), ("soreness", "2"), ("weight", "160 lb"));
        answer.ResultOf().ShouldBe("updated", answer.ToJsonString());

        var ticked = await world.PostAsync((string)post["id"]!);
        ticked.Text().ShouldContain("- ✓ **Check-in** · mood 4, energy 3, soreness 2, sleep 7.5 h, 72.57 kg");
        ticked.Text().ShouldContain("Everything is logged");
        ticked.Buttons().Select(b => b.Label).ShouldBe(["✓ Check-in"]);
        var told = await Eventually.BecomesAsync(() => Task.FromResult(world.Service.Published<CheckInLogged>()), t => t.Count == 1);
        told[0].ShouldBe(new CheckInLogged(athlete.Id, Monday, 4, 3, 7.5m, 2, 72.57m, 1, world.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task The_plain_meals_are_asked_for_each_with_a_button_and_logged_one_by_one()
    {
        await using var world = await World.StartAsync(servers);
        var (athlete, post) = await world.AskedAsync(Ask.Meals);
        post.Text().ShouldContain("- **Breakfast**\n  Protein the size of your palm");
        post.Buttons().Select(b => b.Label).ShouldBe(["Breakfast", "Lunch", "Dinner"]);

        (await world.LogAsync(athlete, post, "Lunch", ("portion", "80 %"))).ResultOf().ShouldBe("updated");
        var once = await world.PostAsync((string)post["id"]!);
        once.Text().ShouldContain("- ✓ **Lunch** · 80% eaten");
        once.Text().ShouldContain("- **Dinner**");
        await world.LogAsync(athlete, once, "Dinner", ("portion", "0"));
        (await world.PostAsync((string)post["id"]!)).Text().ShouldContain("- ✓ **Dinner** · skipped");
        var told = await Eventually.BecomesAsync(() => Task.FromResult(world.Service.Published<MealLogged>()), t => t.Count == 2);
        told.ShouldBe(
            [new(athlete.Id, Monday, "lunch", "Lunch", 80, 1, world.Clock.GetUtcNow()), new(athlete.Id, Monday, "dinner", "Dinner", 0, 1, world.Clock.GetUtcNow())],
            ignoreOrder: true);
    }

    [Fact]
    public async Task Easy_cardio_is_asked_for_on_a_day_without_training_and_never_on_one_with()
    {
        await using var world = await World.StartAsync(servers);
        var (athlete, post) = await world.AskedAsync(Ask.Cardio);
        post.Text().ShouldContain("- **Easy cardio**\n  30 min · Walk, ride, swim or jog");
        await world.LogAsync(athlete, post, "Easy cardio", ("minutes", "41.5"), ("distance", "8,2"), ("heart_rate", "138 bpm"));
        (await world.PostAsync((string)post["id"]!)).Text().ShouldContain("- ✓ **Easy cardio** · 41.5 min · 8.2 km · 138 bpm");
        var told = await Eventually.BecomesAsync(() => Task.FromResult(world.Service.Published<CardioLogged>()), t => t.Count == 1);
        told[0].ShouldBe(new CardioLogged(athlete.Id, Monday, "easy-cardio", "Easy cardio", 41.5m, 8200, 138, 1, world.Clock.GetUtcNow()));

        var due = await world.DropAsync(Ask.Cardio, World.Today, athlete);
        (await world.ReportAsync(due)).Completed.ShouldBe([athlete.Id]);
        (await world.SendAllAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_second_answer_corrects_the_first_and_the_same_again_tells_nobody()
    {
        await using var world = await World.StartAsync(servers);
        var (athlete, post) = await world.AskedAsync(Ask.CheckIn);
        await world.LogAsync(athlete, post, "Check-in", ("mood", "4"), ("energy", "3"), ("sleep", "7.5"), ("soreness", "2"));

        var ticked = await world.PostAsync((string)post["id"]!);
        var press = await world.Discord.PressAsync(ticked, ticked.Button("✓ Check-in"), athlete.DiscordId!);
        press["response"]!["data"]!["components"]!.AsArray().Select(l => (string?)l!["component"]!["value"]).ShouldBe(["4", "3", "7.5", "2", null]);
        await world.Discord.SubmitModalAsync((string)press["modalId"]!, athlete.DiscordId!, ("mood", "1"));
        await world.LogAsync(athlete, ticked, "✓ Check-in", ("mood", "1"), ("energy", "3"), ("sleep", "7h30"), ("soreness", "2"));

        (await RowsAsync(world)).ShouldBe([("check-in", "logged", 2)]);
        var told = await Eventually.BecomesAsync(() => Task.FromResult(world.Service.Published<CheckInLogged>()), t => t.Count >= 2);
        told.Select(t => (t.Mood, t.Version)).ShouldBe([(4, 1), (1, 2)], ignoreOrder: true);
    }

    [Fact]
    public async Task What_is_wrong_is_told_at_once_in_the_persons_language_and_nothing_is_stored()
    {
        await using var world = await World.StartAsync(servers);
        var athlete = await world.AddAthleteAsync();
        await world.PreferAsync(athlete, "fr", "lb");
        await world.DropAsync(Ask.CheckIn, Monday, athlete);
        var post = (await world.SendAllAsync())[^1];
        post.Text().ShouldContain("## Bilan du matin\nlundi 23 novembre 2026");

        var answer = await world.LogAsync(athlete, post, "Bilan", ("mood", "9"), ("energy", "x"), ("sleep", "7,5"), ("soreness", "2"), ("weight", "160"));
        answer.Content().ShouldStartWith("Bilan n’a pas été noté.");
        answer.Content().Split('\n').Length.ShouldBe(3);
        (await RowsAsync(world)).ShouldBeEmpty();

        // From the second chance the post cannot be answered: the confirmation is, and the post follows.
        var message = new JsonObject { ["id"] = (string)answer["messageId"]! };
        var press = await world.Discord.PressAsync(message, answer["response"]!["data"]!.Buttons()[0].CustomId, athlete.DiscordId!);
        var done = await world.Discord.SubmitModalAsync(
            (string)press["modalId"]!, athlete.DiscordId!, ("mood", "4"), ("energy", "3"), ("sleep", "12,25"), ("soreness", "2"), ("weight", "399,95"));
        done.Content().ShouldStartWith("Noté\u00A0: Bilan, humeur 4");
        await world.RefreshAllAsync();
        (await world.PostAsync((string)post["id"]!)).Text().ShouldContain("- ✓ **Bilan** · humeur 4, énergie 3, courbatures 2, sommeil 12,25 h, 399,95 lb");
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task What_nobody_logged_is_missed_once_shown_and_told(string engine)
    {
        await using var world = await World.StartAsync(servers);
        var ask = Ask.Of(engine);
        var (athlete, post) = await world.AskedAsync(ask);
        var names = post.Buttons().Select(b => b.Label).ToList();
        if (ask == Ask.Meals)
        {
            await world.LogAsync(athlete, post, "Breakfast", ("portion", "100"));
            names.Remove("Breakfast");
        }

        var due = await world.CloseAsync(ask, Monday, athlete);
        (await world.ReportAsync(due)).Completed.ShouldBe([athlete.Id]);
        var again = await world.CloseAsync(ask, Monday, athlete);
        (await world.ReportAsync(again)).Completed.ShouldBe([athlete.Id]);

        var missed = await Eventually.BecomesAsync(() => Task.FromResult(world.Service.Published<DemandMissed>()), m => m.Count >= names.Count);
        missed.Select(m => (m.UserId, m.Engine, m.LocalDate, m.ItemName, m.DueAt)).ShouldBe(
            names.Select(n => (athlete.Id, engine, Monday, n, due.DueAt)), ignoreOrder: true);
        (await RowsAsync(world)).Count(r => r.Status == "missed").ShouldBe(names.Count);

        await world.RefreshAllAsync();
        var closed = await world.PostAsync((string)post["id"]!);
        closed.Text().ShouldContain($"✗ **{names[^1]}**");
        closed.Text().ShouldContain("This day is closed.");
        (await world.Discord.PressAsync(closed, post.Button(names[^1]), athlete.DiscordId!, force: true)).Content().ShouldContain("day is closed");
        (await world.SendAllAsync()).Count.ShouldBe(1, "the close of these is told in no message of its own");
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Who_is_paused_or_has_not_started_is_left_alone_and_misses_nothing(string engine)
    {
        await using var world = await World.StartAsync(servers);
        var ask = Ask.Of(engine);
        var (paused, early) = (await world.AddAthleteAsync(), await world.AddAthleteAsync());
        await world.ChangeProfileAsync(paused, paused: true);
        await world.ChangeProfileAsync(early, start: Monday.AddDays(1));

        var due = await world.DropAsync(ask, Monday, paused, early);
        (await world.ReportAsync(due)).Completed.ShouldBe([paused.Id, early.Id], ignoreOrder: true);
        (await world.SendAllAsync()).ShouldBeEmpty();
        var close = await world.CloseAsync(ask, Monday, paused, early);
        (await world.ReportAsync(close)).Completed.ShouldBe([paused.Id, early.Id], ignoreOrder: true);
        (await RowsAsync(world)).ShouldBeEmpty();
        world.Service.Published<DemandMissed>().ShouldBeEmpty();
    }

    [Fact]
    public async Task The_engines_days_are_closed_apart_from_each_other()
    {
        await using var world = await World.StartAsync(servers);
        var (athlete, checkIn) = await world.AskedAsync(Ask.CheckIn);
        await world.DropAsync(Ask.Meals, Monday, athlete);
        var meals = (await world.SendAllAsync()).Single(p => (string)p["id"]! != (string)checkIn["id"]!);
        await world.CloseAsync(Ask.CheckIn, Monday, athlete);

        (await world.LogAsync(athlete, meals, "Breakfast", ("portion", "100"))).ResultOf().ShouldBe("updated");
        (await RowsAsync(world)).ShouldBe([("breakfast", "logged", 1), ("check-in", "missed", 1)]);
    }

    private static Task<List<(string Item, string Status, long Version)>> RowsAsync(World world) =>
        world.QueryAsync<(string, string, long)>("SELECT item_id, status, version FROM daily_logs ORDER BY item_id");
}
