using System.Globalization;
using Platform.Contracts.PlanGeneration;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Daily;

/// <summary>One line of a workout and the step of the session that it tells of.</summary>
/// <param name="Step">Null where one line tells of a whole part.</param>
internal sealed record WorkoutLine(WorkoutExercise Line, int Part, int? Step);

/// <summary>
/// A session as a short list that fits into a message: a line for each step, and a part as one line where there would be
/// too many. Exercise ids are unique; a repetition of one has a number.
/// </summary>
internal static class WorkoutLines
{
    public const int Most = 20;
    private const int LongestNote = 200;

    public static IReadOnlyList<WorkoutExercise> Of(Session session) => [.. Numbered(session).Select(l => l.Line)];

    public static IReadOnlyList<WorkoutLine> Numbered(Session session)
    {
        var folded = Folded(session);
        // What is to be logged keeps the plain id, even if a warm-up names it before.
        HashSet<string> taken = [.. session.Parts.Where(p => p.Kind == PartKind.Main).SelectMany(p => p.Steps).OfType<ExerciseStep>().Where(Asks).Select(e => e.ExerciseId)];
        HashSet<string> asked = [];
        List<WorkoutLine> lines = [];
        for (var p = 0; p < session.Parts.Count; p++)
        {
            var part = session.Parts[p];
            if (folded[p])
            {
                lines.Add(new(Whole(part, lines.Count + 1, Unique(PartId(part), taken)), p, null));
                continue;
            }

            for (var s = 0; s < part.Steps.Count; s++)
            {
                lines.Add(new(Line(part, s, lines.Count + 1, taken, asked), p, s));
            }
        }

        return lines;
    }

    /// <summary>The longest parts that ask for nothing, until the rest fits; then the longest of all.</summary>
    private static bool[] Folded(Session session)
    {
        var folded = new bool[session.Parts.Count];
        while (Enumerable.Range(0, folded.Length).Sum(i => folded[i] ? 1 : session.Parts[i].Steps.Count) > Most)
        {
            var open = Enumerable.Range(0, folded.Length).Where(i => !folded[i] && session.Parts[i].Steps.Count > 1).ToList();
            if (open.Count == 0)
            {
                break;
            }

            folded[open.OrderBy(i => session.Parts[i].Kind == PartKind.Main && session.Parts[i].Steps.Any(Asks)).ThenByDescending(i => session.Parts[i].Steps.Count).First()] = true;
        }

        return folded;
    }

    private static bool Asks(Step step) => step is ExerciseStep { RepsFrom: not null };

    private static WorkoutExercise Line(SessionPart part, int index, int position, HashSet<string> taken, HashSet<string> asked)
    {
        var last = index == part.Steps.Count - 1;
        var roundRest = part.Rounds > 1 && last ? part.RestBetweenRoundsSeconds : 0;
        if (part.Steps[index] is ExerciseStep exercise)
        {
            var asks = part.Kind == PartKind.Main && Asks(exercise) && asked.Add(exercise.ExerciseId);
            return new(
                position, asks ? exercise.ExerciseId : Unique(exercise.ExerciseId, taken), exercise.Name, part.Rounds * exercise.Sets, SessionText.Amount(exercise),
                Math.Max(exercise.RestSeconds, roundRest), exercise.LoadKg, exercise.Rpe, Shortened(Note(exercise, part)), asks);
        }

        var stretch = (EnduranceStep)part.Steps[index];
        return new(
            position, Unique(stretch.Mode.Replace('_', '-'), taken), SessionText.Name(stretch), part.Rounds, SessionText.Amount(stretch), roundRest, null,
            stretch.Rpe, Shortened(SessionText.Note(stretch)), false);
    }

    private static WorkoutExercise Whole(SessionPart part, int position, string id)
    {
        var seconds = (part.Rounds * part.Steps.Sum(Sums.SecondsOf)) + ((part.Rounds - 1) * part.RestBetweenRoundsSeconds);
        var names = part.Steps.Select(s => s is ExerciseStep e ? e.Name : SessionText.Name((EnduranceStep)s)).Distinct();
        return new(position, id, part.Name, 1, string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, Math.Round(seconds / 60)):0} min"), 0, Note: Shortened(string.Join(", ", names)), AsksTopSet: false);
    }

    private static string? Note(ExerciseStep step, SessionPart part)
    {
        var tempo = step.Tempo is { } t ? $"tempo {t}" : null;
        var round = part is { Kind: PartKind.Main, Rounds: > 1, Steps.Count: > 1 } ? part.Name : null;
        var all = new[] { round, tempo, step.Note }.OfType<string>().ToList();
        return all.Count == 0 ? null : string.Join("; ", all);
    }

    private static string PartId(SessionPart part) => part.Kind switch { PartKind.WarmUp => "warm-up", PartKind.CoolDown => "cool-down", _ => "main" };

    private static string Unique(string id, HashSet<string> taken)
    {
        var unique = id;
        for (var n = 2; !taken.Add(unique); n++)
        {
            var suffix = string.Create(CultureInfo.InvariantCulture, $"-{n}");
            unique = id[..Math.Min(id.Length, 60 - suffix.Length)] + suffix;
        }

        return unique;
    }

    private static string? Shortened(string? note) => note is { Length: > LongestNote } ? $"{note[..(LongestNote - 1)].TrimEnd()}…" : note;
}
