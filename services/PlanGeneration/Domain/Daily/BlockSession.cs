using System.Globalization;
using System.Text.RegularExpressions;
using Platform.Contracts.PlanGeneration;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Daily;

/// <summary>A block's day as a session, so that one of its exercises can be replaced by the same rules: one main part, a step a line.</summary>
internal static partial class BlockSession
{
    private const decimal UsualRpe = 8;

    public static Session Of(DailyWorkout workout)
    {
        SessionPart[] parts = [new(PartKind.Main, workout.DayName, 1, 0, [.. workout.Exercises.Select(StepOf)])];
        return new(
            Specialisation.Force, Disciplines.Strength, SessionKind.Strength, workout.DayName, workout.BlockName, UsualRpe, Sums.Of(parts, UsualRpe), parts, []);
    }

    /// <summary>The catalogue's exercise that a block means by its own name for it; null where there is none.</summary>
    public static Exercise? Find(WorkoutExercise line, CatalogueIndex catalogue) =>
        catalogue.Find(line.ExerciseId) ?? catalogue.Find(Words.Slug(line.Name)) ?? catalogue.SearchExercises(line.Name).FirstOrDefault();

    /// <summary>The line as it is after the replacement; the others stay.</summary>
    public static WorkoutExercise Line(WorkoutExercise before, ExerciseStep step, IEnumerable<string> taken)
    {
        var id = step.ExerciseId == Find(before, CatalogueIndex.Shipped)?.Id ? before.ExerciseId : step.ExerciseId;
        return before with
        {
            ExerciseId = taken.Contains(id) ? before.ExerciseId : id,
            Name = step.Name,
            Sets = step.Sets,
            Reps = SessionText.Amount(step),
            RestSeconds = step.RestSeconds,
            LoadKg = step.LoadKg,
            Rpe = step.Rpe,
            AsksTopSet = step.RepsFrom is not null && before.AsksTopSet,
        };
    }

    private static ExerciseStep StepOf(WorkoutExercise line)
    {
        var amount = Amount().Match(line.Reps);
        var number = amount.Success ? int.Parse(amount.Groups["from"].ValueSpan, CultureInfo.InvariantCulture) : 0;
        var to = amount.Groups["to"].Success ? int.Parse(amount.Groups["to"].ValueSpan, CultureInfo.InvariantCulture) : number;
        var unit = amount.Groups["unit"].Value;
        var (reps, seconds, metres) = (number, unit) switch
        {
            (0, _) => (8, (int?)null, (int?)null),
            (_, "s" or "sec") => (0, number, null),
            (_, "min") => (0, number * 60, null),
            (_, "m") => (0, null, number),
            _ => (number, null, null),
        };
        return new(
            line.ExerciseId, line.Name, line.Sets, reps == 0 ? null : reps, reps == 0 ? null : Math.Max(reps, to), seconds, metres,
            line.Reps.Contains("side", StringComparison.OrdinalIgnoreCase), line.LoadKg, null, line.Rpe, null, line.RestSeconds, line.Note, []);
    }

    [GeneratedRegex(@"^\s*(?<from>[0-9]{1,4})\s*([-–]\s*(?<to>[0-9]{1,4}))?\s*(?<unit>sec|min|s|m)?\b")]
    private static partial Regex Amount();
}
