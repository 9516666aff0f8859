using System.Globalization;
using Npgsql;
using Platform.Benchmarks.Messaging;
using Platform.Benchmarks.Scheduler;
using Platform.Contracts.PlanGeneration;
using Platform.Contracts.Scheduler;

namespace Platform.Benchmarks.Delivery;

/// <summary>Athletes by the thousand who train today, each with a Discord account, a workout of three exercises, and a top set of the week before for each.</summary>
internal static class People
{
    public static readonly DateOnly Today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
    private const int InOneMessage = 500;

    private static readonly WorkoutExercise[] Exercises =
    [
        new(0, "back-squat", "Back squat", 4, "5", 180, 102.5m, 8, "Two seconds down, no bounce; stop if the back rounds."),
        new(1, "bench-press", "Bench press", 4, "8-10", 120, 72.5m, 8, "Elbows at 45 degrees."),
        new(2, "barbell-row", "Barbell row", 3, "8", 90, 60, 7, "Pull to the navel, without swinging."),
    ];

    public static IReadOnlyList<string> ExerciseIds { get; } = [.. Exercises.Select(e => e.ExerciseId)];

    public static Guid User(int n) => new($"01930000-0000-7000-8000-{n:x12}");

    public static string DiscordId(int n) => (200_000_000_000_000_000 + n).ToString(CultureInfo.InvariantCulture);

    /// <summary>A channel that <see cref="BareReceivers"/> takes messages for.</summary>
    public static string ChannelId(int n) => (300_000_000_000_000_000 + n).ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// Tells the running service of one athlete and workout, so that it keeps them in its own form, and copies its rows for
    /// all others.
    /// </summary>
    /// <param name="count">How many people; the first is number 0.</param>
    public static async Task SeedAsync(Rig rig, int count)
    {
        await rig.Queues.PublishAsync<AthleteProfileChanged>(
        [
            new(User(0), 1, "Ada", "UTC", Today.AddDays(-30), false, Enum.GetValues<DayOfWeek>(), null, DiscordId(0), null, TimeProvider.System.GetUtcNow()),
        ]);
        await rig.Queues.PublishAsync<DailyWorkoutReady>(
        [
            new(User(0), Today, 1, Guid.CreateVersion7(), Guid.CreateVersion7(), "Steel block A", 2, "Lower body", "block", Exercises, TimeProvider.System.GetUtcNow(),
                "Heavy, but leave two repetitions in each set."),
        ]);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await rig.Owner.ScalarAsync<long>("SELECT (SELECT count(*) FROM athletes) + (SELECT count(*) FROM workouts)") < 2)
        {
            await Task.Delay(20, patience.Token);
        }

        await CopyAsync(rig.Owner, "athletes", "'discord_user_id', (200000000000000000 + n)::text", count);
        await CopyAsync(rig.Owner, "workouts", "'version', 1", count);
        await rig.Owner.ExecuteAsync(
            """
            INSERT INTO training_logs (id, user_id, "timestamp", date, exercise_id, exercise_name, weight_kg, reps, block_id, day_index, status)
            SELECT gen_random_uuid(), user_id, now() - interval '7 days', $1, e, e, 97.5, 5, gen_random_uuid(), 2, 'logged'
            FROM athletes, unnest($2) AS e
            """, Today.AddDays(-7), ExerciseIds.ToArray());
        await rig.Owner.EachAsync("VACUUM ANALYZE athletes", "VACUUM ANALYZE workouts", "VACUUM ANALYZE training_logs");
    }

    /// <summary>Says where the people can be written to directly, as if their channels had been opened before.</summary>
    public static async Task KnowChannelsAsync(Rig rig, int from, IReadOnlyList<string> channels)
    {
        await rig.Owner.ExecuteAsync(
            """
            INSERT INTO discord_channels (user_id, discord_user_id, channel_id, application_id, opened_at)
            SELECT a.user_id, a.discord_user_id, c.id, NULL, now()
            FROM unnest($1, $2) AS c (discord_user_id, id) JOIN athletes a USING (discord_user_id)
            """, Enumerable.Range(from, channels.Count).Select(DiscordId).ToArray(), channels.ToArray());
        await rig.Owner.ExecuteAsync("VACUUM ANALYZE discord_channels");
    }

    public static Task KnowBareChannelsAsync(Rig rig, int count) => KnowChannelsAsync(rig, 0, [.. Enumerable.Range(0, count).Select(ChannelId)]);

    /// <summary>Their hour has come: tells of some of them, 500 in a message as the Scheduler does.</summary>
    public static Task DueAsync(Rig rig, int from, int count) => rig.Queues.PublishAsync(
        Enumerable.Range(from, count).Select(User).Chunk(InOneMessage).Select(users => new EngineDue(
            Tasks.DropTraining, Engines.TrainingDispatcher, Guid.CreateVersion7(), Today, TimeProvider.System.GetUtcNow(), 1, users)));

    private static async Task CopyAsync(NpgsqlDataSource owner, string table, string changes, int count) => await owner.ExecuteAsync(
        $"""
        INSERT INTO {table}
        SELECT (jsonb_populate_record(t, jsonb_build_object('user_id', '01930000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'), {changes}))).*
        FROM {table} AS t, generate_series(1, $1 - 1) AS n WHERE t.user_id = $2
        """, count, User(0));
}
