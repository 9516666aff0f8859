using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Coaching.Prescribing;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Daily;

/// <summary>Less of the same: for sessions of lifts, where the exercises are the point and the load is the strain.</summary>
internal static class Easing
{
    /// <summary>Below this a set is taken from each exercise too.</summary>
    private const decimal FewerSetsBelow = 0.9m;

    public static bool Suits(Session session) =>
        session.Parts.Where(p => p.Kind == PartKind.Main).SelectMany(p => p.Steps).All(step => step is ExerciseStep);

    public static Session Of(Session session, decimal effort, Trainee trainee)
    {
        if (effort >= 1)
        {
            return session;
        }

        SessionPart[] parts = [.. session.Parts.Select(part => part with { Steps = [.. part.Steps.Select(step => step is ExerciseStep exercise ? Of(exercise, part.Kind, effort, trainee) : step)] })];
        var rpe = Prescription.Eased(session.TargetRpe, effort);
        return session with { Parts = parts, TargetRpe = rpe, Totals = Sums.Of(parts, rpe) };
    }

    private static ExerciseStep Of(ExerciseStep step, PartKind kind, decimal effort, Trainee trainee)
    {
        if (kind == PartKind.CoolDown)
        {
            return step;
        }

        var least = trainee.Equipment.Catalogue.Find(step.ExerciseId) is { } exercise ? Prescription.StepOf(exercise) : Prescription.BarStepKg;
        decimal? load = step.LoadKg is { } kg ? Math.Max(Math.Min(kg, least), Math.Floor(kg * effort / least) * least) : null;
        return step with
        {
            LoadKg = load,
            PercentOneRepMax = step.PercentOneRepMax is { } percent ? Math.Round(percent * effort, 1) : null,
            Rpe = step.Rpe is { } rpe && kind == PartKind.Main ? Prescription.Eased(rpe, effort) : step.Rpe,
            Sets = kind == PartKind.Main && effort < FewerSetsBelow && step.Sets > 2 ? step.Sets - 1 : step.Sets,
        };
    }
}
