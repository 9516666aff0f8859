using System.Collections.Frozen;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.ServiceDefaults.Http;
using static Platform.PlanGeneration.Domain.Athletes.AthleteLimits;

namespace Platform.PlanGeneration.Domain.Athletes;

internal static class GoalRules
{
    private const int MostYearsAhead = 10;
    private const string Seconds = "s";

    private static readonly FrozenDictionary<GoalType, Measure> Measures = new Dictionary<GoalType, Measure>
    {
        [GoalType.BodyWeight] = new("kg", LeastWeightKg, MostWeightKg),
        [GoalType.BodyFat] = new("percent", 3, 60),
        [GoalType.OneRepMax] = new("kg", LeastLiftKg, MostLiftKg, OfExercise: true),
        [GoalType.Repetitions] = new("reps", 1, 1000, OfExercise: true),
        [GoalType.Hold] = new(Seconds, 1, 7200, OfExercise: true),
        // The distance decides what is plausible.
        [GoalType.RunTime] = new(Seconds, 1, 1_000_000),
        [GoalType.RunDistance] = new("m", 1000, 330_000),
        [GoalType.WeeklySessions] = new("sessions", 1, 14),
        [GoalType.WeeklyHours] = new("h", 0.5m, MostWeeklyHours),
        [GoalType.Ftp] = new("watts", LeastFtpWatts, MostFtpWatts),
        [GoalType.RestingHeartRate] = new("bpm", LeastRestingBpm, MostRestingBpm),
    }.ToFrozenDictionary();

    /// <summary>Reads a goal and names every fault.</summary>
    /// <param name="today">On the athlete's calendar, where there is one.</param>
    /// <returns>Null where the type is none, so that nothing else can be judged.</returns>
    public static Goal? Read(GoalInput input, DateOnly today, CatalogueIndex catalogue, Faults faults)
    {
        var active = input.Active ?? true;
        if (faults.RequiredTerm<GoalType>("type", input.Type) is not { } type)
        {
            return null;
        }

        var measure = Measures[type];
        if (input.Unit is not null && input.Unit != measure.Unit)
        {
            faults.Add("unit", $"unit of a goal of type {input.Type} is {measure.Unit}, or left out.");
        }

        return new(
            type,
            Target(input, type, measure, faults),
            measure.Unit,
            Stored(faults.Between("current", input.Current, 0m, measure.Most, $"where you stand, in {measure.Unit},")),
            Exercise(input, measure, catalogue, faults),
            Distance(input, type, faults),
            Deadline(input.Deadline, today, active, faults),
            active);
    }

    private static decimal Target(GoalInput input, GoalType type, Measure measure, Faults faults)
    {
        var target = faults.Required("target", input.Target, measure.Least, measure.Most, $"in {measure.Unit},");
        return type == GoalType.RunTime ? Math.Round(target) : Math.Round(target, 2);
    }

    // Two decimals are kept: what is read again is equal to what was sent.
    private static decimal? Stored(decimal? value) => value is { } given ? Math.Round(given, 2) : null;

    private static string? Exercise(GoalInput input, Measure measure, CatalogueIndex catalogue, Faults faults)
    {
        if (measure.OfExercise)
        {
            return faults.Exercise("exerciseId", input.ExerciseId, catalogue);
        }

        if (input.ExerciseId is not null)
        {
            faults.Add("exerciseId", $"exerciseId: a goal of type {input.Type} is not about an exercise; leave it out.");
        }

        return null;
    }

    private static int? Distance(GoalInput input, GoalType type, Faults faults)
    {
        if (type == GoalType.RunTime)
        {
            // A target that is missing is a fault already.
            return input.Target is { } target and >= 1 and <= 1_000_000
                ? RunTimes.Read("distanceM", input.DistanceM, "target", (int)Math.Round(target), sex: null, faults).DistanceM
                : null;
        }

        if (input.DistanceM is not null)
        {
            faults.Add("distanceM", $"distanceM: a goal of type {input.Type} has no distance to be run; leave it out.");
        }

        return null;
    }

    // What is over may be closed, and is not hoped for any more.
    private static DateOnly? Deadline(string? given, DateOnly today, bool active, Faults faults) => faults.Date(
        "deadline", given, active ? today : new DateOnly(2000, 1, 1), today.AddYears(MostYearsAhead),
        "one that has passed only with \"active\": false");

    /// <param name="OfExercise">Says nothing without an exercise.</param>
    private sealed record Measure(string Unit, decimal Least, decimal Most, bool OfExercise = false);
}
