using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Coaching.Prescribing;
using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.Domain.Science;

namespace Platform.PlanGeneration.Domain.Coaching.Force;

/// <summary>
/// A beginner's progression: the same repetitions, 2.5 to 5 kg more a week, from a start that leaves room for the plan's
/// weeks up to what the known maximum allows.
/// </summary>
internal static class LinearLoad
{
    private const decimal StartShare = 0.6m;
    private const double LastRpe = 8.5;

    /// <returns>The dose with a load and the RPE which that load is; unchanged where no maximum is known.</returns>
    public static Dose Of(Trainee trainee, Exercise exercise, Dose dose, PlanWeek week)
    {
        if (!exercise.Loadable || exercise.Timed || !trainee.OneRepMaxes.TryGetValue(exercise.Id, out var max)
            || RpeChart.Percent(dose.RepsTo, LastRpe) is not { } last)
        {
            return dose;
        }

        var step = Prescription.StepOf(exercise);
        var end = max * (decimal)last / 100;
        var weeks = Math.Max(1, week.Of - 1);
        var least = max * StartShare;
        var most = exercise.Pattern is MovementPattern.Squat or MovementPattern.Hinge ? 2 * step : step;
        var increase = Math.Clamp(Math.Floor((end - least) / weeks / step) * step, step, most);
        var start = Math.Max(least, end - (increase * weeks));
        var load = Math.Min(end, Math.Floor(start / step) * step + (increase * week.Index));
        load *= week.Recovery ? 0.9m : 1;
        return dose with { LoadKg = load, Rpe = RpeOf(load / max * 100, dose.RepsTo) };
    }

    /// <summary>The least RPE in half steps, from 5, at which the chart allows that share of the maximum.</summary>
    private static decimal RpeOf(decimal percent, int reps)
    {
        for (var rpe = 5.0; rpe < 10; rpe += 0.5)
        {
            if (RpeChart.Percent(reps, rpe) is { } chart && (decimal)chart >= percent)
            {
                return (decimal)rpe;
            }
        }

        return 10;
    }
}
