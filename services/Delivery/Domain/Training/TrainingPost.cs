using Platform.Contracts.PlanGeneration;

namespace Platform.Delivery.Domain;

/// <summary>A day's workout as a message, and how the day ended.</summary>
internal static class TrainingPost
{
    // The widest that a date, a set and a count can become, in any language and unit; a test tries the others.
    private static readonly DateOnly WidestDate = new(2026, 9, 30);
    private static readonly Reader[] Readers =
        [.. Texts.Languages.SelectMany(l => new[] { new Reader(l, WeightUnit.Kg), new Reader(l, WeightUnit.Lb) })];
    private static readonly TopSet[] WideSets =
        [new(999.99m, TopSetRules.MostReps), new(999.99m, OneRepMax.MostReps), new(997.88m, TopSetRules.MostReps), new(997.88m, OneRepMax.MostReps), new(0, TopSetRules.MostReps)];
    private static readonly string WidestSet = Widest(r => WideSets.Select(s => s.Show(r)));
    private static readonly string WidestLast = Widest(r => WideSets.Select(s => new LastTopSet(s, WidestDate).Show(r)).Append(r.Texts.NoTopSetYet));
    private static readonly string WidestAsk = Widest(r => [r.Texts.TrainingAsk, r.Texts.AskAllLogged, r.Texts.AskDayClosed]);
    private static readonly string WidestMissed = Widest(r => [r.Texts.Missed]);
    private static readonly string WidestUnnamed = Widest(r => [r.Texts.UnnamedExercise]);

    /// <param name="workout">What this part shows.</param>
    /// <param name="last">The last top set of an exercise before the date, or null.</param>
    /// <param name="logs">The day's, by exercise id.</param>
    /// <param name="closed">Whether the day can no longer be logged.</param>
    public static Post Describe(
        Workout workout, DateOnly localDate, int part, int parts, Reader reader, Func<string, LastTopSet?> last,
        IReadOnlyDictionary<string, TopSet> logs, bool closed, bool quiet = false)
    {
        var texts = reader.Texts;
        return new(
            Name(workout.DayName, texts.UnnamedExercise),
            texts.TrainingSubtitle(texts.LongDate(localDate), workout.BlockName, workout.DayIndex + 1),
            workout.Purpose is { Length: > 0 } why ? why : null,
            Ask(),
            [.. workout.Exercises.Select(exercise => Item(exercise, logs.GetValueOrDefault(exercise.ExerciseId)))],
            part, parts, quiet);

        string? Ask() => workout.Asked == 0 ? null
            : closed ? texts.AskDayClosed
            : workout.ToLog.Any() && workout.ToLog.All(e => logs.ContainsKey(e.ExerciseId)) ? texts.AskAllLogged
            : texts.TrainingAsk;

        PostItem Item(WorkoutExercise exercise, TopSet? set)
        {
            var details = Details(exercise, texts, reader.Weight);
            if (exercise.AsksTopSet)
            {
                details.Add(last(exercise.ExerciseId)?.Show(reader) ?? texts.NoTopSetYet);
            }

            if (exercise.AsksTopSet && closed && set is null)
            {
                details.Add(texts.Missed);
            }

            return new(
                exercise.ExerciseId, Name(exercise.Name, texts.UnnamedExercise), details, exercise.AsksTopSet,
                exercise.AsksTopSet ? set?.Show(reader) : null,
                (closed, set) switch
                {
                    (true, null) when exercise.AsksTopSet => ItemState.Missed,
                    (true, _) => ItemState.Closed,
                    (false, null) => ItemState.Open,
                    _ => ItemState.Logged,
                });
        }
    }

    /// <summary>
    /// The workout as wide as it can become for anyone, whatever is logged: what is split by this fits for good.
    /// </summary>
    public static Post Widen(Workout workout) => new(
        Name(workout.DayName, WidestUnnamed),
        Widest(r => [r.Texts.TrainingSubtitle(r.Texts.LongDate(WidestDate), workout.BlockName, workout.DayIndex + 1)]),
        workout.Purpose is { Length: > 0 } why ? why : null,
        workout.Asked > 0 ? WidestAsk : null,
        [.. workout.Exercises.Select(exercise => new PostItem(
            exercise.ExerciseId, Name(exercise.Name, WidestUnnamed),
            exercise.AsksTopSet ? [.. WideDetails(exercise), WidestLast, WidestMissed] : WideDetails(exercise),
            exercise.AsksTopSet, exercise.AsksTopSet ? WidestSet : null, exercise.AsksTopSet ? ItemState.Logged : ItemState.Closed))]);

    /// <summary>22:00: what was logged, what was missed, and one plain sentence. It has no buttons.</summary>
    /// <param name="asked">What delivered messages asked for, in their order.</param>
    public static Post Close(
        string dayName, DateOnly localDate, IReadOnlyList<WorkoutExercise> asked, IReadOnlyDictionary<string, TopSet> logs, Reader reader, bool quiet = false) =>
        ClosingPost.Describe(
            Name(dayName, reader.Texts.UnnamedExercise), localDate,
            [.. asked.Select(e => new ClosedItem(e.ExerciseId, Name(e.Name, reader.Texts.UnnamedExercise), logs.GetValueOrDefault(e.ExerciseId)?.Show(reader)))],
            reader, quiet);

    private static List<string> Details(WorkoutExercise exercise, Texts texts, Func<decimal, string> weight)
    {
        List<string> details = [exercise is { AsksTopSet: false, Sets: 1 } ? exercise.Reps : $"{exercise.Sets} × {exercise.Reps}"];
        if (exercise.LoadKg is { } load)
        {
            details.Add(weight(load));
        }

        if (exercise.Rpe is { } rpe)
        {
            details.Add(texts.Rpe(texts.Number(rpe)));
        }

        if (exercise.RestSeconds > 0)
        {
            details.Add(texts.Rest(texts.Time(exercise.RestSeconds)));
        }

        if (exercise.Note is { Length: > 0 } note)
        {
            details.Add(note);
        }

        return details;
    }

    // The same lines in every language: the widest of each.
    private static List<string> WideDetails(WorkoutExercise exercise) =>
        Readers.Select(r => Details(exercise, r.Texts, r.Weight)).Aggregate((a, b) => [.. a.Zip(b, (x, y) => x.Length >= y.Length ? x : y)]);

    private static string Name(string name, string otherwise) => string.IsNullOrWhiteSpace(name) ? otherwise : name;

    private static string Widest(Func<Reader, IEnumerable<string>> texts) => Readers.SelectMany(texts).MaxBy(t => t.Length)!;
}
