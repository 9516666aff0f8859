using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.Domain.Science;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Coaching.Endurance;

/// <summary>The race that is trained for, as far as training depends on it.</summary>
/// <param name="Mode">Of the race; a triathlon's is running, which is where its pace is lost.</param>
/// <param name="DistanceM">Null: no race, or none of one distance.</param>
/// <param name="SecondsPerKm">Goal pace, or what VDOT predicts without a goal; null where neither is known.</param>
/// <param name="Zone">In which it is raced.</param>
internal readonly record struct RaceGoal(string Mode, int? DistanceM, double? SecondsPerKm, int Zone)
{
    private const int HalfMarathonM = 21_098;

    private const double FasterThanRepetition = 0.95;

    public bool IsMarathon => Mode == Modes.Run && DistanceM is >= 40_000 and <= 43_000;

    /// <summary>Longer than a half marathon: the long run decides.</summary>
    public bool IsLong => Mode == Modes.Run && DistanceM > HalfMarathonM;

    public bool IsHalf => Mode == Modes.Run && DistanceM is > 15_000 and <= HalfMarathonM;

    public static RaceGoal Of(Trainee trainee, PlanTarget? target, RunPaces? run)
    {
        if (target is null)
        {
            return new(Modes.Run, null, null, 4);
        }

        var mode = Modes.Of(target.Sport);
        if (target.Sport is Disciplines.Triathlon || target.DistanceM is not { } distance || distance <= 0)
        {
            return new(mode, null, null, target.Sport is Disciplines.Triathlon ? 3 : 4);
        }

        double? pace = target.GoalSeconds is { } goal
            ? goal * 1000.0 / distance
            : mode == Modes.Run && trainee.Vdot is { } vdot ? Predicted(vdot, distance, run) : null;
        if (mode == Modes.Run && run is { } paces && pace is { } asked)
        {
            // A goal can be dreamt of; nobody trains faster than this.
            pace = Math.Max(asked, paces.RepetitionSecPerKm * FasterThanRepetition);
        }

        return new(mode, distance, pace, mode == Modes.Run ? RunZone(distance) : ZoneOf(mode, distance, target.GoalSeconds));
    }

    private static double Predicted(double vdot, int distanceM, RunPaces? run) =>
        run is { } paces && distanceM is >= 40_000 and <= 43_000
            ? paces.MarathonSecPerKm
            : Vdot.TimeFor(vdot, distanceM).TotalSeconds * 1000 / distanceM;

    private static int RunZone(int distanceM) => distanceM switch
    {
        <= 6000 => 5,
        <= HalfMarathonM => 4,
        <= 50_000 => 3,
        _ => 2,
    };

    // By time: a quarter of an hour is raced above the threshold, an hour at it, half a day well below.
    private static int ZoneOf(string mode, int distanceM, int? seconds) =>
        (seconds ?? distanceM / (mode switch { Modes.Bike => 8.0, Modes.Swim => 0.8, _ => 4.0 })) switch
        {
            <= 1200 => 5,
            <= 5400 => 4,
            <= 18_000 => 3,
            _ => 2,
        };
}
