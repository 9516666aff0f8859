using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Science;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Coaching.Prescribing;

/// <summary>Sets × reps × load × tempo × rest × RPE of an exercise for an athlete.</summary>
internal static class Prescription
{
    /// <summary>Of a barbell with a pair of 1.25 kg plates.</summary>
    public const decimal BarStepKg = 2.5m;

    /// <summary>A pair of dumbbells, each a kilogram heavier.</summary>
    public const decimal PairStepKg = 2m;

    private const int CarryMetres = 40;

    /// <param name="effort">1 as planned; below, the load is that share of what it would be and the RPE falls with it.</param>
    /// <param name="alternatives">False for what prepares or winds down: whoever cannot do it leaves it out.</param>
    public static ExerciseStep Of(
        Trainee trainee, Exercise exercise, Dose dose, int sets, decimal effort = 1, string? note = null, bool alternatives = true)
    {
        var rpe = Eased(dose.Rpe, effort);
        var carried = exercise is { Pattern: MovementPattern.Carry, Timed: true };
        var seconds = exercise.Timed && !carried ? dose.Seconds : (int?)null;
        var reps = !exercise.Timed;
        var (load, percent) = reps && dose.Loaded ? LoadOf(trainee, exercise, dose, effort) : (null, null);
        return new(
            exercise.Id, exercise.Name, sets, reps ? dose.RepsFrom : null, reps ? dose.RepsTo : null, seconds, carried ? CarryMetres : null,
            exercise.Unilateral, load, percent, rpe, reps ? dose.Tempo : null, dose.RestSeconds, note,
            alternatives ? ExerciseChoice.For(trainee).AlternativesTo(exercise) : []);
    }

    /// <summary>
    /// The load by the RPE chart (Reactive Training Systems) from the athlete's estimated maximum, rounded down to what can
    /// be loaded; percent is what was aimed at. Both null where no maximum is known, or the chart has no such set.
    /// </summary>
    public static (decimal? LoadKg, decimal? Percent) LoadOf(Trainee trainee, Exercise exercise, Dose dose, decimal effort = 1)
    {
        if (!exercise.Loadable || !trainee.OneRepMaxes.TryGetValue(exercise.Id, out var max) || max <= 0)
        {
            return (null, null);
        }

        var byChart = RpeChart.Percent(dose.RepsTo, (double)dose.Rpe) is { } chart ? (decimal)chart : (decimal?)null;
        var percent = dose.LoadKg is { } given ? Math.Min(given / max * 100, byChart ?? 100) : dose.Percent ?? byChart;
        if (percent is not { } aimed)
        {
            return (null, null);
        }

        // 0.0001: a load that is exactly on a step stays there.
        aimed *= Math.Min(1, effort);
        var step = StepOf(exercise);
        var load = Math.Floor((max * aimed / 100 / step) + 0.0001m) * step;
        return load > 0 ? (load % 1 == 0 ? decimal.Truncate(load) : load, Math.Round(aimed, 1)) : (null, null);
    }

    /// <summary>The smallest change of the load.</summary>
    public static decimal StepOf(Exercise exercise) =>
        exercise.Needs.Any(group => group.Any(id => id.Contains("dumbbell", StringComparison.Ordinal))) ? PairStepKg : BarStepKg;

    /// <summary>How long a set takes, without its rest: as <see cref="Sums"/> will count it.</summary>
    public static double SetSeconds(Exercise exercise, Dose dose) => Sums.SecondsOf(new ExerciseStep(
        exercise.Id, exercise.Name, 1, exercise.Timed ? null : dose.RepsFrom, exercise.Timed ? null : dose.RepsTo,
        exercise.Timed && exercise.Pattern != MovementPattern.Carry ? dose.Seconds : null,
        exercise is { Timed: true, Pattern: MovementPattern.Carry } ? CarryMetres : null,
        exercise.Unilateral, null, null, null, exercise.Timed ? null : dose.Tempo, 0, null, []));

    /// <summary>An RPE in half steps from 1 to 10: half a step less for every 5 % of effort that is taken away.</summary>
    public static decimal Eased(decimal rpe, decimal effort)
    {
        var less = effort < 1 ? Math.Ceiling((1 - effort) * 20) / 2 : 0;
        return Math.Clamp(Math.Round((rpe - Math.Min(less, 3)) * 2, MidpointRounding.AwayFromZero) / 2, 1, 10);
    }
}
