using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Coaching;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Daily;

/// <summary>What later days need to know of a session.</summary>
/// <param name="Focus">The coach's own word; of a planned day its title.</param>
internal sealed record SessionMemory(
    SessionKind Kind, string Sport, string Focus, decimal TargetRpe, int Minutes, IReadOnlyList<PrescribedLift> Lifts)
{
    public static SessionMemory Of(Session session, string focus, IReadOnlyList<WorkoutLine> lines) => new(
        session.Kind, session.Sport, focus, session.TargetRpe, session.Totals.Minutes,
        [.. lines.Where(l => l.Line.AsksTopSet && l.Step is not null)
            .Select(l => (l.Line, Step: (ExerciseStep)session.Parts[l.Part].Steps[l.Step!.Value]))
            .Select(l => new PrescribedLift(l.Line.ExerciseId, l.Step.RepsFrom!.Value, l.Step.LoadKg))]);

    /// <param name="logged">The top sets of that date.</param>
    public RecentSession On(DateOnly date, IReadOnlyList<LoggedSet> logged) => new(
        date, Kind, Sport, Focus, TargetRpe, Minutes,
        Lifts.Any(lift => logged.Any(set => set.ExerciseId == lift.ExerciseId && lift.WasFailedBy(set))));
}

/// <param name="Reps">The least that was asked of a set.</param>
/// <param name="LoadKg">Null where the athlete chose it.</param>
internal sealed record PrescribedLift(string ExerciseId, int Reps, decimal? LoadKg)
{
    /// <summary>Fewer repetitions than asked, at the load or below it. Fewer with more weight is a choice, not a failure.</summary>
    public bool WasFailedBy(LoggedSet set) => set.Reps < Reps && LoadKg is { } load && set.WeightKg <= load;
}

internal sealed record LoggedSet(string ExerciseId, decimal WeightKg, int Reps);

/// <summary>What is known of an athlete's last days, beside the profile.</summary>
/// <param name="Readiness">Of the date itself; null: unknown.</param>
/// <param name="Recent">Sessions of the 14 days before it, newest first.</param>
/// <param name="LoggedMaxes">The best estimate of the last weeks in kg, by catalogue id.</param>
internal sealed record RecentTraining(Readiness? Readiness, IReadOnlyList<RecentSession> Recent, IReadOnlyDictionary<string, decimal> LoggedMaxes)
{
    public static readonly RecentTraining Unknown = new(null, [], new Dictionary<string, decimal>());

    /// <summary>The athlete with what was logged lately: of a lift the best of what is known counts.</summary>
    public Trainee Update(Trainee trainee)
    {
        if (LoggedMaxes.Count == 0)
        {
            return trainee;
        }

        var maxes = new Dictionary<string, decimal>(trainee.OneRepMaxes);
        foreach (var (id, kg) in LoggedMaxes)
        {
            maxes[id] = Math.Max(kg, maxes.GetValueOrDefault(id));
        }

        return trainee with { OneRepMaxes = maxes };
    }
}
