using System.Text.Json;
using Platform.Contracts.PlanGeneration;
using Platform.Delivery.Channels.Discord;
using Platform.Delivery.Domain;

namespace Platform.Delivery.Tests.Domain;

public sealed class WorkoutMessageTests
{
    private static readonly LastTopSet Longest = new(new(999.99m, 1000), new DateOnly(2026, 9, 30));

    [Fact]
    public void Every_part_fits_a_message_whatever_its_names_and_last_top_sets()
    {
        var random = new Random(2000);
        for (var round = 0; round < 300; round++)
        {
            var workout = Any(random);
            var parts = WorkoutMessage.Split(workout);
            parts.SelectMany(p => p.Exercises).ShouldBe(workout.Exercises);
            for (var part = 0; part < parts.Count; part++)
            {
                WorkoutMessage.Content(new DateOnly(2026, 9, 30), part, parts.Count, parts[part], _ => Longest).Length
                    .ShouldBeLessThanOrEqualTo(WorkoutMessage.MostContent);
                parts[part].ToLog.Count().ShouldBeLessThanOrEqualTo(WorkoutMessage.MostButtons);
                parts[part].Asked.ShouldBe(workout.Asked);
            }
        }
    }

    [Fact]
    public void Names_are_shown_as_they_are_and_ping_nobody()
    {
        var workout = Of(new WorkoutExercise(0, "x", "**Squat** @everyone <@123> [a](http://b)\n# Big", 3, "5_", 60));
        var content = WorkoutMessage.Content(new DateOnly(2026, 11, 22), 0, 1, workout, _ => null);
        content.ShouldContain(@"- **\*\*Squat\*\* \@everyone \<\@123\> \[a\](http\://b) \# Big**");
        content.ShouldContain(@"5\_");

        var json = JsonSerializer.Serialize(
            WorkoutMessage.Render(Guid.CreateVersion7(), "nonce", new DateOnly(2026, 11, 22), 0, 1, workout, _ => null), DiscordJson.Options);
        json.ShouldContain("\"allowed_mentions\":{\"parse\":[]}");
        json.ShouldContain("\"enforce_nonce\":true");
    }

    [Fact]
    public void A_run_is_told_in_full_and_has_no_button()
    {
        var workout = new Workout(Guid.Empty, "Marathon", 3, "Threshold", 1,
        [
            new(1, "tempo", "Tempo run", 3, "10 min", 120, Rpe: 7.5m, Note: "4:38-4:44 /km", AsksTopSet: false),
            new(2, "easy", "Easy run", 1, "20 min", 0, AsksTopSet: false),
            new(3, "back-squat", "Back Squat", 3, "5", 180, LoadKg: 92.5m, Rpe: 8),
        ], "Longer at the pace that you can hold for an hour.");

        var content = WorkoutMessage.Content(new DateOnly(2026, 11, 22), 0, 1, workout, _ => null);

        content.ShouldContain("Longer at the pace that you can hold for an hour.\nLog the top set");
        content.ShouldContain("3 × 10 min · RPE 7.5 · 4\\:38-4\\:44 /km · rest 2 min\n");
        content.ShouldContain("**Easy run**\n  20 min\n");
        content.ShouldContain("3 × 5 · 92.5 kg · RPE 8 · rest 3 min · last top set: none yet");
        var json = JsonSerializer.Serialize(
            WorkoutMessage.Render(Guid.CreateVersion7(), "nonce", new DateOnly(2026, 11, 22), 0, 1, workout, _ => null), DiscordJson.Options);
        json.Split("\"custom_id\"").Length.ShouldBe(2);
        WorkoutMessage.Content(new DateOnly(2026, 11, 22), 0, 1, workout with { Asked = 0, Exercises = [workout.Exercises[1]] }, _ => null)
            .ShouldNotContain("Log the top set");
    }

    [Fact]
    public void A_button_of_the_longest_exercise_id_is_still_taken_and_is_understood()
    {
        var (delivery, exercise) = (Guid.CreateVersion7(), new string('a', 60));
        var customId = LogId.For(delivery, exercise);
        customId.Length.ShouldBeLessThanOrEqualTo(100);
        LogId.Parse(customId).ShouldBe((delivery, exercise));
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("log:")]
    [InlineData("log:018f00000000700080000000000000ff:")]
    [InlineData("log:018f0000-0000-7000-8000-000000000001:x")]
    [InlineData("other:018f00000000700080000000000000ff:x")]
    public void Other_ids_are_not(string? customId) => LogId.Parse(customId).ShouldBeNull();

    [Fact]
    public void A_nonce_fits_and_tells_deliveries_apart()
    {
        var nonces = Enumerable.Range(0, 1000).Select(_ => Nonce.For(Guid.CreateVersion7())).ToList();
        nonces.ShouldAllBe(n => n.Length == 22);
        nonces.Distinct().Count().ShouldBe(1000);
    }

    private static Workout Of(params WorkoutExercise[] exercises) => new(Guid.Empty, "Block", 0, "Day", exercises.Length, exercises);

    private static Workout Any(Random random)
    {
        string Name(int most) => new([.. Enumerable.Range(0, random.Next(most)).Select(_ => "ab *_~#🏋\n"[random.Next(8)])]);
        var exercises = Enumerable.Range(0, random.Next(70))
            .Select(i => new WorkoutExercise(
                i, $"e{i}", Name(300), random.Next(1, 20), Name(60), random.Next(0, 3600), random.Next(2) == 0 ? null : 999.99m,
                random.Next(2) == 0 ? null : 9.5m, Name(400), random.Next(3) > 0)).ToArray();
        return new(Guid.Empty, Name(300), random.Next(500), Name(300), exercises.Count(e => e.AsksTopSet), exercises, Name(400));
    }
}
