using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Coaching.Prescribing;
using Platform.PlanGeneration.Domain.Sessions;
using Platform.PlanGeneration.Domain.Validation;

namespace Platform.PlanGeneration.Domain.Daily;

internal enum ReplaceReason
{
    TooHard,
    TooEasy,

    /// <summary>What it needs is not there.</summary>
    Equipment,
    Pain,
}

/// <param name="Reasoning">Sentences to the athlete; where nothing was found, what was tried.</param>
internal sealed record Replacement(Session? Session, ExerciseStep? Step, IReadOnlyList<string> Reasoning);

/// <summary>
/// Replaces one exercise of a session by one of the same movement pattern and muscles, or by more or less of itself. The
/// first candidate that the validator has nothing against is taken.
/// </summary>
internal static class ExerciseReplacement
{
    private const int MostCandidates = 30;
    private const int RampSeconds = 15;

    /// <param name="trainee">With the equipment that is there and the areas that hurt.</param>
    /// <param name="minutes">The most the session may take.</param>
    public static Replacement Try(Session session, int part, int step, Exercise exercise, Trainee trainee, ReplaceReason reason, DateOnly date, int minutes)
    {
        var before = (ExerciseStep)session.Parts[part].Steps[step];
        List<string> tried = [];
        foreach (var (candidate, why) in Candidates(session, before, exercise, trainee, reason))
        {
            var changed = With(session, part, step, candidate);
            var faults = SessionValidator.Check(changed, trainee, date, Math.Max(minutes, session.Totals.Minutes), "").Where(f => Concerns(f, changed, candidate.ExerciseId)).ToList();
            if (faults.Count == 0)
            {
                return new(changed, candidate, [why, $"Do {SessionText.Dose(candidate, session.Parts[part].Rounds)}."]);
            }

            tried.Add($"{candidate.Name}: {faults[0].Reason}");
        }

        return new(null, null, tried.Count == 0 ? [Nothing(exercise, reason)] : [.. tried.Distinct().Take(5)]);
    }

    /// <summary>Faults that were there before, of other steps, are not this exercise's.</summary>
    private static bool Concerns(PlanFault fault, Session changed, string exerciseId) =>
        fault.Path.StartsWith("totals", StringComparison.Ordinal)
        || changed.Parts.Index().Any(p => p.Item.Steps.Index().Any(s =>
            s.Item is ExerciseStep step && step.ExerciseId == exerciseId && fault.Path.StartsWith($"parts[{p.Index}].steps[{s.Index}].", StringComparison.Ordinal)));

    /// <summary>The lighter sets that lead to it are replaced too.</summary>
    private static Session With(Session session, int part, int step, ExerciseStep replacement)
    {
        var before = (ExerciseStep)session.Parts[part].Steps[step];
        SessionPart[] parts = [.. session.Parts.Select(p => p with { Steps = [.. p.Steps.Select(s =>
            ReferenceEquals(s, before) ? replacement
            : p.Kind == PartKind.WarmUp && s is ExerciseStep ramp && ramp.ExerciseId == before.ExerciseId ? Ramp(ramp, before, replacement) : s)] })];
        return session with { Parts = parts, Totals = Sums.Of(parts, session.TargetRpe) };
    }

    private static ExerciseStep Ramp(ExerciseStep ramp, ExerciseStep before, ExerciseStep replacement) => replacement with
    {
        Sets = ramp.Sets,
        RepsFrom = replacement.RepsFrom is null ? null : ramp.RepsFrom ?? replacement.RepsFrom,
        RepsTo = replacement.RepsFrom is null ? null : ramp.RepsTo ?? replacement.RepsTo,
        Seconds = replacement.Seconds is null ? null : Math.Min(replacement.Seconds.Value, RampSeconds),
        LoadKg = (replacement.LoadKg, ramp.LoadKg, before.LoadKg) is ({ } load, { } light, > 0 and { } full)
            ? Math.Max(Prescription.BarStepKg, Math.Floor(load * light / full / Prescription.BarStepKg) * Prescription.BarStepKg) : null,
        PercentOneRepMax = null,
        Rpe = ramp.Rpe,
        Tempo = null,
        RestSeconds = ramp.RestSeconds,
        Note = ramp.Note,
    };

    private static IEnumerable<(ExerciseStep Step, string Why)> Candidates(
        Session session, ExerciseStep before, Exercise exercise, Trainee trainee, ReplaceReason reason)
    {
        var others = Others(session, before, exercise, trainee);
        switch (reason)
        {
            case ReplaceReason.TooHard:
                return (before.LoadKg is null ? [] : Dosing.Less(before, exercise)).Concat(others.Where(o => o.Level < exercise.Level).SelectMany(o => o.Steps))
                    .Concat(before.LoadKg is null ? Dosing.Less(before, exercise) : []);
            case ReplaceReason.TooEasy:
                return (before.LoadKg is null ? [] : Dosing.More(before, exercise, trainee)).Concat(others.Where(o => o.Level > exercise.Level).SelectMany(o => o.Steps))
                    .Concat(before.LoadKg is null ? Dosing.More(before, exercise, trainee) : []);
            default:
                return others.SelectMany(o => o.Steps);
        }
    }

    private static List<(ExperienceLevel Level, IEnumerable<(ExerciseStep, string)> Steps)> Others(
        Session session, ExerciseStep before, Exercise exercise, Trainee trainee)
    {
        var used = session.Parts.SelectMany(p => p.Steps).OfType<ExerciseStep>().Select(s => s.ExerciseId).ToHashSet();
        return [.. Matching.SubstitutesFor(exercise, trainee.Equipment, trainee.Spare, trainee.Profile.Experience, MostCandidates)
            .Where(s => !used.Contains(s.Exercise.Id) && !trainee.Profile.AvoidExercises.Contains(s.Exercise.Id))
            .Select(s => (s.Exercise.Level, Dosing.Same(before, s.Exercise, trainee).Select(step => (step, $"{s.Exercise.Name} instead of {exercise.Name}. {s.Reason}"))))];
    }

    private static string Nothing(Exercise exercise, ReplaceReason reason) => reason switch
    {
        ReplaceReason.TooHard => $"{exercise.Name} is as light as it gets, and nothing easier of the same kind is possible here.",
        ReplaceReason.TooEasy => $"{exercise.Name} is at the limit of what is known of you, and nothing harder of the same kind is possible here.",
        _ => $"No other {WireNames.Of(exercise.Pattern).Replace('_', ' ')} for the {string.Join(", ", exercise.Primary.Select(m => WireNames.Of(m).Replace('_', ' ')))} is possible with what is there and spares what hurts.",
    };
}
