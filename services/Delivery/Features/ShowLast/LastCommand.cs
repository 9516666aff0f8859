using Platform.Delivery.Channels.Discord;
using Platform.Delivery.Channels.Discord.Interactions;
using Platform.Delivery.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Delivery.Features.ShowLast;

/// <summary><c>/last exercise</c>: the last top sets of an exercise, the newest first, with the single repetition that each speaks for.</summary>
internal sealed class LastCommand(Database database, TimeProvider time) : PersonCommand(database, time)
{
    private const int MostSets = 5;
    private const int MostName = 80;

    protected override string Name => "last";

    protected override async Task<CommandReply> RunAsync(CommandCall call, Work work, CancellationToken ct)
    {
        var (texts, reader) = (call.Texts, call.Person.Reader);
        var typed = call.Interaction.Option("exercise")?.Trim() ?? "";
        var exercises = await ExercisesAsync(call, work, ct);
        var found = exercises.Find(e => e.ExerciseId == typed) ?? exercises.Find(e => e.Name.Trim().Equals(typed, StringComparison.OrdinalIgnoreCase));
        if (found is null)
        {
            return new(Replies.Ephemeral(texts.LastNone(Markdown.Escape(typed, MostName))), Changed: false);
        }

        var sets = await work.QueryAsync<Set>(
            """
            SELECT date, weight_kg, reps FROM training_logs
            WHERE user_id = @UserId AND exercise_id = @ExerciseId AND status = 'logged' ORDER BY date DESC LIMIT @MostSets
            """,
            new { call.Person.UserId, found.ExerciseId, MostSets }, ct);
        var lines = sets.Select(s => (Set: new TopSet(s.WeightKg, s.Reps), Date: texts.ShortDate(s.Date))).Select(s => OneRepMax.Estimate(s.Set) is { } kg
            ? texts.LastLineWithEstimate(s.Date, s.Set.Show(reader), reader.Estimate(kg))
            : texts.LastLine(s.Date, s.Set.Show(reader)));
        return new(Replies.Ephemeral($"**{texts.LastTitle(Markdown.Escape(found.Name, MostName))}**\n{string.Join('\n', lines.Select(l => $"- {l}"))}"), Changed: false);
    }

    protected override async Task<IReadOnlyList<Choice>> CompleteAsync(CommandCall call, CommandOption typed, Work work, CancellationToken ct) =>
    [
        .. (await ExercisesAsync(call, work, ct)).Where(e => e.Name.Contains(typed.Value.Trim(), StringComparison.OrdinalIgnoreCase))
            .Select(e => new Choice(e.Name, e.ExerciseId)),
    ];

    /// <summary>Every exercise that the person has ever logged, the last one first, by the name that it had last.</summary>
    private static Task<List<Exercise>> ExercisesAsync(CommandCall call, Work work, CancellationToken ct) => work.QueryAsync<Exercise>(
        """
        SELECT exercise_id, (array_agg(exercise_name ORDER BY date DESC))[1] AS name FROM training_logs
        WHERE user_id = @UserId AND status = 'logged' GROUP BY exercise_id ORDER BY max(date) DESC, exercise_id
        """,
        new { call.Person.UserId }, ct);

    private sealed class Exercise
    {
        public string ExerciseId { get; init; } = "";
        public string Name { get; init; } = "";
    }

    private sealed class Set
    {
        public DateOnly Date { get; init; }
        public decimal WeightKg { get; init; }
        public int Reps { get; init; }
    }
}
