using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Coaching.Endurance;
using Platform.PlanGeneration.Domain.Coaching.Prescribing;
using Platform.PlanGeneration.Domain.Science;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Coaching.Competitions;

/// <summary>Writes a station as a step: the real one where there is what it needs, else what comes nearest, which says what it stands for.</summary>
/// <param name="loadShare">Of the race's loads: 0.7 at the beginning of a plan, 1 before the race.</param>
internal sealed class StationSteps(Trainee trainee, Pacing pacing, double loadShare)
{
    /// <summary>Of a distance or a number of repetitions, how long it takes when it is known only in seconds: about a race's.</summary>
    private const double SecondsPerStation = 240;

    // The first is the station itself. The last ones need nothing, and stress other places than the first.
    internal static readonly IReadOnlyDictionary<StationWork, string[]> Ways = new Dictionary<StationWork, string[]>
    {
        [StationWork.SledPush] = ["sled-push", "plate-push", "hill-sprint", "goblet-squat", "bodyweight-squat", "wall-sit", "glute-bridge", "plank"],
        [StationWork.SledPull] = ["sled-pull", "arm-over-arm-pull", "seated-cable-row", "dumbbell-row", "band-row", "inverted-row", "glute-bridge", "plank"],
        [StationWork.Tank] = ["tank-push-pull", "sled-push", "plate-push", "goblet-squat", "bodyweight-squat", "glute-bridge", "plank"],
        [StationWork.BurpeeBroadJump] = ["burpee-broad-jump", "broad-jump", "burpee", "squat-jump", "mountain-climber", "bodyweight-squat", "push-up", "glute-bridge", "plank"],
        [StationWork.WeightedBurpee] = ["deka-burpee", "burpee", "mountain-climber", "push-up", "bodyweight-squat", "glute-bridge", "plank"],
        [StationWork.Carry] = ["farmers-carry", "suitcase-carry", "sandbag-carry", "front-rack-carry", "dead-bug", "plank", "side-plank", "glute-bridge"],
        [StationWork.SandbagLunge] = ["sandbag-lunge", "walking-lunge", "bodyweight-walking-lunge", "bodyweight-reverse-lunge", "glute-bridge", "single-leg-glute-bridge", "plank"],
        [StationWork.WeightedLunge] = ["deka-reverse-lunge", "reverse-lunge", "bodyweight-reverse-lunge", "glute-bridge", "single-leg-glute-bridge", "plank"],
        [StationWork.WallBall] = ["wall-ball", "dumbbell-thruster", "thruster", "goblet-squat", "bodyweight-squat", "push-up", "glute-bridge", "plank"],
        [StationWork.BoxOver] = ["deka-box-jump-over", "step-up", "squat-jump", "bodyweight-squat", "glute-bridge", "plank"],
        [StationWork.SitUpThrow] = ["med-ball-sit-up", "sit-up", "crunch", "dead-bug", "plank", "glute-bridge"],
        [StationWork.ShoulderOver] = ["d-ball-over-shoulder", "sandbag-over-shoulder", "med-ball-slam", "kettlebell-swing", "bodyweight-squat", "glute-bridge", "plank"],
    };

    private readonly ExerciseChoice _choice = ExerciseChoice.For(trainee);

    /// <summary>Whether the station can be done as it will be raced.</summary>
    public bool IsReal(Station station) =>
        ModeOf(station) is { } mode ? Modes.For(trainee, mode).Mode == mode : _choice.Find(Ways[station.Work][0]) is not null;

    /// <param name="dose">Of the race's distance or repetitions.</param>
    /// <param name="full">With the race's own load.</param>
    public Step Of(Station station, double dose, int sets = 1, int restSeconds = 0, decimal rpe = 7.5m, bool full = false, string? note = null)
    {
        if (ModeOf(station) is { } mode)
        {
            return Machine(station, mode, dose, rpe <= 5 ? Intensity.Easy : Intensity.Threshold, note);
        }

        var ways = Ways[station.Work];
        for (var i = 0; i < ways.Length; i++)
        {
            if (_choice.Find(ways[i]) is { } exercise)
            {
                return Exercise(station, exercise, i == 0, dose, sets, restSeconds, rpe, full, note);
            }
        }

        var way = Modes.For(trainee, Modes.Row);
        return pacing.For(way.Mode, Intensity.Easy, Seconds(dose), $"Stands in for station {station.Order}, {Lower(station)}: nothing nearer to it spares what hurts.");
    }

    private Step Machine(Station station, string mode, double dose, Intensity intensity, string? note)
    {
        var way = Modes.For(trainee, mode);
        if (way.Mode == mode && station.DistanceM is { } metres)
        {
            return pacing.Over(mode, intensity, (int)Math.Max(50, Math.Round(metres * dose / 50) * 50), $"Station {station.Order}: {station.Name}{After(note)}");
        }

        return pacing.For(way.Mode, intensity, station.Work == StationWork.AirBike ? Math.Max(20, (int)(dose * 90)) : Seconds(dose),
            way.Mode == mode ? $"Station {station.Order}: {station.Text}{After(note)}" : $"Stands in for station {station.Order}, {Lower(station)}{After(note)}");
    }

    private ExerciseStep Exercise(
        Station station, Exercise exercise, bool real, double dose, int sets, int restSeconds, decimal rpe, bool full, string? note)
    {
        var load = real ? LoadOf(station, exercise, full) : null;
        var perSide = exercise.Unilateral && (!real || station.DistanceM is null) && !exercise.Timed;
        int? metres = real && station.DistanceM is { } all ? (int)Math.Max(5, Math.Round(all * dose / 5) * 5) : null;
        int? seconds = metres is null && exercise.Timed ? Math.Clamp(Seconds(dose) / 5 * 5, 20, 120) : null;
        int? reps = metres is null && seconds is null ? Math.Max(4, (int)Math.Round((real ? station.Reps ?? 20 : Math.Min(40, station.Reps ?? 40)) * dose)) : null;
        if (reps is { } both && perSide)
        {
            reps = Math.Max(3, both / 2);
        }

        var percent = load is { } kg && station.LoadKg is { } race
            ? kg == race ? $", {Each(station, race)} as in the race" : $", {Each(station, kg)} of {Each(station, race)} in the race"
            : "";
        return new(
            exercise.Id, exercise.Name, sets, reps, reps, seconds, metres, perSide, load, null, rpe, null, restSeconds,
            real ? $"Station {station.Order}: {station.Name}{percent}{After(note)}" : $"Stands in for station {station.Order}, {Lower(station)}{After(note)}",
            _choice.AlternativesTo(exercise));
    }

    private decimal? LoadOf(Station station, Exercise exercise, bool full)
    {
        if (station.LoadKg is not { } race)
        {
            return null;
        }

        var load = full || loadShare >= 1 ? race : Math.Max(station.StepKg, Math.Floor(race * (decimal)loadShare / station.StepKg) * station.StepKg);
        // Work for minutes: what could be lifted a dozen times and more.
        return trainee.OneRepMaxes.TryGetValue(exercise.Id, out var max) && max > 0
            ? Math.Min(load, Math.Floor(max * (decimal)(RpeChart.Percent(12, 10) ?? 68) / 100))
            : load;
    }

    private static string? ModeOf(Station station) => station.Work switch
    {
        StationWork.SkiErg => Modes.SkiErg,
        StationWork.Row => Modes.Row,
        StationWork.AirBike => Modes.Bike,
        _ => null,
    };

    /// <summary>As it is carried: <c>2 × 24 kg</c>.</summary>
    private static string Each(Station station, decimal kg) => station.Implements == 2 ? $"2 × {kg / 2:0.#} kg" : $"{kg:0.#} kg";

    private static int Seconds(double dose) => Math.Max(20, (int)(SecondsPerStation * dose));

    private static string Lower(Station station) => station.Work == StationWork.SkiErg ? station.Name : station.Name.ToLowerInvariant();

    private static string After(string? note) => note is null ? "" : $"; {note}";
}
