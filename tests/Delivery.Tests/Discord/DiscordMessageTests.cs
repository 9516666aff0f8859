using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Platform.Contracts.PlanGeneration;
using Platform.Delivery.Channels;
using Platform.Delivery.Channels.Discord;
using Platform.Delivery.Domain;

namespace Platform.Delivery.Tests.Discord;

public sealed class DiscordMessageTests
{
    private static readonly Guid Delivery = Guid.Parse("018f0000-0000-7000-8000-0000000000ff");
    private static readonly string[] Scraps = ["a", "b ", "*", "_", "<@1>", "🏋", "é", "\n", ":", "\\", "👩‍👩‍👧 ", "漢", "word word ", "\u200B", "1. ", "http://x.y "];

    private static readonly Gen<Reader> AnyReader =
        from language in Gen.Elements(Texts.Languages.ToArray()) from unit in Gen.Elements(WeightUnit.Kg, WeightUnit.Lb) select new Reader(language, unit);

    private static readonly Gen<TopSet> AnySet =
        from hundredths in Gen.OneOf(Gen.Choose(0, 100_000), Gen.Elements(0, 99_999, 99_788, 100_000))
        from reps in Gen.OneOf(Gen.Choose(1, 1000), Gen.Elements(1, 10, 1000))
        select new TopSet(hundredths / 100m, reps);

    private static readonly Gen<WorkoutExercise> AnyExercise =
        from name in Text(120)
        from sets in Gen.Choose(1, 30)
        from reps in Text(20)
        from rest in Gen.Choose(0, 4000)
        from load in Gen.Choose(0, 99_999)
        from note in Text(200)
        from asks in Gen.Elements(true, true, false)
        select new WorkoutExercise(0, "x", name, sets, reps, rest, load % 3 == 0 ? null : load / 100m, load % 2 == 0 ? null : 9.5m, note, asks);

    private static readonly Gen<Workout> AnyWorkout =
        from count in Gen.Choose(0, 70)
        from exercises in AnyExercise.ListOf(count)
        from day in Text(60)
        from block in Text(60)
        from purpose in Text(200)
        from index in Gen.Choose(0, 999)
        select new Workout(Guid.Empty, block, index, day, exercises.Count(e => e.AsksTopSet),
            [.. exercises.Select((e, i) => e with { Position = i, ExerciseId = $"exercise-{i}" })], purpose);

    [Fact]
    public void Parts_fit_for_good_whatever_the_language_the_unit_the_last_sets_and_the_ticks()
    {
        var given =
            from workout in AnyWorkout
            from reader in AnyReader
            from last in AnySet
            from logged in AnySet
            from ticks in Gen.Choose(0, 3)
            from date in Gen.Choose(0, 730)
            from closed in Gen.Elements(true, false)
            select (workout, reader, last, logged, ticks, date, closed);
        Prop.ForAll(given.ToArbitrary(), g =>
        {
            var parts = DiscordMessage.Split(TrainingPost.Widen(g.workout));
            parts.SelectMany(p => g.workout.Exercises.Take(p)).ShouldBe(g.workout.Exercises);
            var date = new DateOnly(2026, 1, 1).AddDays(g.date);
            var logs = g.workout.ToLog.Where((_, i) => g.ticks > 0 && i % g.ticks == 0).ToDictionary(e => e.ExerciseId, _ => g.logged);
            for (var part = 0; part < parts.Count; part++)
            {
                var shown = g.workout with { Exercises = [.. g.workout.Exercises.Take(parts[part])] };
                var post = TrainingPost.Describe(shown, date, part, parts.Count, g.reader, _ => new(g.last, date.AddDays(-7)), logs, g.closed);
                var content = DiscordMessage.Content(post);
                PlainText.Length(content).ShouldBeLessThanOrEqualTo(2000);
                content.Split('\n').Count(l => l.StartsWith("- ", StringComparison.Ordinal)).ShouldBe(shown.Exercises.Count, "none is left out");
                post.Items.Count(i => i.Asks).ShouldBeLessThanOrEqualTo(25);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }

    [Fact]
    public void An_ordinary_day_is_one_message() =>
        DiscordMessage.Split(TrainingPost.Widen(new(Guid.Empty, "Block", 0, "Day", 8,
            [.. Enumerable.Range(0, 8).Select(i => new WorkoutExercise(i, $"e{i}", "Romanian deadlift", 4, "8-10", 120, 80, 8, "Keep the bar close"))]))).Count.ShouldBe(1);

    [Fact]
    public void More_than_twenty_five_buttons_take_another_message()
    {
        var items = Enumerable.Range(0, 52).Select(i => new PostItem($"i{i}", "x", [])).ToList();
        DiscordMessage.Split(new Post("T", null, null, null, items)).ShouldBe([0..25, 25..50, 50..52]);
    }

    [Fact]
    public void One_exercise_too_long_for_a_message_is_shortened_where_it_is_longest()
    {
        var name = new string('N', 500);
        var exercise = new WorkoutExercise(0, "x", name, 3, new string('*', 900), 90, 80, 8, new string('_', 3000));
        var workout = new Workout(Guid.Empty, new string('#', 500), 0, new string('@', 500), 1, [exercise], new string(':', 2000));
        DiscordMessage.Split(TrainingPost.Widen(workout)).ShouldBe([0..1]);
        var content = DiscordMessage.Content(TrainingPost.Describe(
            workout, new(2026, 9, 30), 0, 1, Reader.Default, _ => new(new(80, 5), new(2026, 9, 23)), new Dictionary<string, TopSet> { ["x"] = new(82.5m, 5) }, closed: false));
        PlainText.Length(content).ShouldBeLessThanOrEqualTo(2000);
        content.ShouldContain($"- ✓ **{new string('N', 79)}…** · 82.5 kg × 5\n");
        content.ShouldContain("80 kg · RPE 8 · rest 1 min 30 s");
        content.ShouldEndWith("on 23 Sep 2026 (e1RM 93.5 kg)");
    }

    [Fact]
    public void A_post_that_nobody_split_shows_its_start()
    {
        var content = DiscordMessage.Content(new("T", null, null, null, [.. Enumerable.Range(0, 100).Select(i => new PostItem($"i{i}", new string('x', 70), []))]));
        PlainText.Length(content).ShouldBeInRange(1900, 2000);
        content.ShouldEndWith("\n…");
    }

    [Fact]
    public void A_post_is_sent_with_its_nonce_and_without_mentions_or_previews()
    {
        var message = Json(DiscordMessage.Render(Delivery, new("Day", null, null, null, [new("squat", "Squat", ["3 × 5"])]), "nonce"));
        message.ToJsonString().ShouldBe(
            """
            {"content":"## Day\n- **Squat**\n  3 × 5","nonce":"nonce","enforce_nonce":true,"flags":4,"allowed_mentions":{"parse":[]},
            "components":[{"type":1,"components":[{"type":2,"style":1,"label":"Squat","custom_id":"log:018f00000000700080000000000000ff:squat"}]}]}
            """.Replace("\n", "").Replace("×", "\\u00D7"));
        ((int)Json(DiscordMessage.Render(Delivery, new("Day", null, null, null, [], Quiet: true), "nonce"))["flags"]!).ShouldBe(4 | 4096);
    }

    [Fact]
    public void An_edit_has_no_nonce_and_shows_what_became_of_each_button()
    {
        var message = Json(DiscordMessage.Render(Delivery, new("Day", null, null, null,
        [
            new("a", "Open", []), new("b", "Logged", [], Logged: "80 kg × 5", State: ItemState.Logged), new("c", "Missed", ["missed"], State: ItemState.Missed),
            new("d", "Kept", [], Logged: "1 kg × 1", State: ItemState.Closed), new("e", "Run", [], Asks: false), new("f", "\u200B", []),
        ], Quiet: true)));
        message.ContainsKey("nonce").ShouldBeFalse();
        message.ContainsKey("enforce_nonce").ShouldBeFalse();
        ((int)message["flags"]!).ShouldBe(4);
        message["components"]!.AsArray().SelectMany(r => r!["components"]!.AsArray())
            .Select(b => ((string)b!["label"]!, (int)b["style"]!, (bool?)b["disabled"] ?? false)).ShouldBe(
            [("Open", 1, false), ("✓ Logged", 3, false), ("✗ Missed", 2, true), ("✓ Kept", 3, true), ("f", 1, false)]);
    }

    [Fact]
    public void A_label_is_cut_at_eighty_code_points()
    {
        var message = Json(DiscordMessage.Render(Delivery, new("Day", null, null, null, [new("a", string.Concat(Enumerable.Repeat("🏋", 100)), [])])));
        ((string)message["components"]![0]!["components"]![0]!["label"]!).ShouldBe(string.Concat(Enumerable.Repeat("🏋", 79)) + "…");
    }

    [Fact]
    public void Texts_of_others_stay_texts_wherever_they_stand()
    {
        const string evil = "**x** @everyone <@1> [a](http://b.c) discord.gg/abc\n# h";
        var post = new Post(evil, evil, evil, null, [new("a", evil, [evil, evil], Logged: evil, State: ItemState.Logged)]);
        MarkdownReader.Read(DiscordMessage.Content(post)).Select(n => n.Kind).Distinct().ShouldBe(["block", "text", "bold"]);
    }

    private static JsonObject Json(object message) => JsonNode.Parse(JsonSerializer.Serialize(message, DiscordJson.Options))!.AsObject();

    private static Gen<string> Text(int most) => Gen.Choose(0, most).SelectMany(count => Gen.Elements(Scraps).ListOf(count)).Select(parts => string.Concat(parts));
}
