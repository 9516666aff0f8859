using Platform.Contracts.PlanGeneration;
using Platform.Delivery.Channels.Discord;
using Platform.Delivery.Domain;

namespace Platform.Delivery.Tests.Domain;

public sealed class TrainingPostTests
{
    private static readonly DateOnly Date = new(2026, 11, 22);
    private static readonly Dictionary<string, TopSet> NoLogs = [];
    private static readonly Workout Strength = new(Guid.Empty, "Steel Block A", 2, "Lower body", 2,
    [
        new(0, "back-squat", "Back squat", 3, "5", 180, LoadKg: 92.5m, Rpe: 8, Note: "Slow down, fast up"),
        new(1, "leg-curl", "Leg curl", 2, "8-10", 90),
        new(2, "easy", "Easy run", 1, "20 min", 0, AsksTopSet: false),
    ], "Heavy, but clean.");

    [Fact]
    public void A_morning_reads_well_in_English_and_kilograms()
    {
        var post = TrainingPost.Describe(Strength, Date, 0, 1, Reader.Default, Last, NoLogs, closed: false);
        DiscordMessage.Content(post).ShouldBe(
            """
            ## Lower body
            Sunday 22 November 2026 · Steel Block A, day 3
            Heavy, but clean.
            Log the top set of each exercise with its button.
            - **Back squat**
              3 × 5 · 92.5 kg · RPE 8 · rest 3 min · Slow down, fast up · last top set: 90 kg × 5 on 15 Nov 2026 (e1RM 105 kg)
            - **Leg curl**
              2 × 8-10 · rest 1 min 30 s · last top set: none yet
            - **Easy run**
              20 min
            """);
    }

    [Fact]
    public void A_morning_reads_well_in_French_and_pounds()
    {
        var post = TrainingPost.Describe(
            Strength, Date, 0, 2, new("fr", WeightUnit.Lb), Last, new Dictionary<string, TopSet> { ["back-squat"] = new(93.44m, 5) }, closed: false);
        DiscordMessage.Content(post).Replace('\u00A0', '~').ShouldBe(
            """
            ## Lower body (1/2)
            dimanche 22 novembre 2026 · Steel Block A, jour 3
            Heavy, but clean.
            Notez le top set de chaque exercice avec son bouton.
            - ✓ **Back squat** · 206~lb × 5
              3 × 5 · 203,95~lb · RPE~8 · repos 3~min · Slow down, fast up · dernier top set~: 198,4~lb × 5 le 15 nov. 2026 (e1RM 231~lb)
            - **Leg curl**
              2 × 8-10 · repos 1~min 30~s · dernier top set~: aucun
            - **Easy run**
              20 min
            """);
    }

    [Fact]
    public void What_is_logged_is_ticked_and_what_the_close_finds_open_is_missed()
    {
        var logs = new Dictionary<string, TopSet> { ["back-squat"] = new(95, 5) };
        var open = TrainingPost.Describe(Strength, Date, 0, 1, Reader.Default, Last, logs, closed: false);
        open.Items.Select(i => (i.State, i.Logged)).ShouldBe([(ItemState.Logged, "95 kg × 5"), (ItemState.Open, null), (ItemState.Open, null)]);

        var closed = TrainingPost.Describe(Strength, Date, 0, 1, Reader.Default, Last, logs, closed: true);
        closed.Items.Select(i => (i.State, i.Logged)).ShouldBe([(ItemState.Closed, "95 kg × 5"), (ItemState.Missed, null), (ItemState.Closed, null)]);
        closed.Items[1].Details[^1].ShouldBe("missed");
        closed.Ask.ShouldBe("This day is closed.");

        logs["leg-curl"] = new(40, 10);
        TrainingPost.Describe(Strength, Date, 0, 1, Reader.Default, Last, logs, closed: false).Ask.ShouldBe("Everything is logged: well done.");
    }

    [Fact]
    public void A_day_without_anything_to_log_asks_for_nothing() =>
        TrainingPost.Describe(Strength with { Asked = 0, Exercises = [Strength.Exercises[2]] }, Date, 0, 1, Reader.Default, Last, NoLogs, closed: false)
            .Ask.ShouldBeNull();

    [Fact]
    public void The_evening_tells_what_was_logged_and_what_was_missed_and_shames_nobody()
    {
        var some = Close(("back-squat", new(95, 5)));
        DiscordMessage.Content(some).ShouldBe(
            """
            ## Lower body: day closed
            Sunday 22 November 2026
            1 of 2 logged. What you did counts; the next session picks it up from there.
            - ✓ **Back squat** · 95 kg × 5
            - ✗ **Leg curl** · missed
            """);
        some.Items.ShouldAllBe(i => !i.Asks);
        Close(("back-squat", new(95, 5)), ("leg-curl", new(40, 10))).Ask.ShouldBe("All 2 logged. A full day: well done.");
        Close().Ask.ShouldBe("Nothing was logged today. It happens. The next session is a fresh start.");

        static Post Close(params (string Id, TopSet Set)[] logs) => TrainingPost.Close(
            Strength.DayName, Date, [.. Strength.ToLog], logs.ToDictionary(l => l.Id, l => l.Set), Reader.Default);
    }

    private static LastTopSet? Last(string exercise) => exercise == "back-squat" ? new(new(90, 5), new(2026, 11, 15)) : null;
}
