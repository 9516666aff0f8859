using Platform.PlanGeneration.Domain.Science;

namespace Platform.PlanGeneration.Domain.Racing;

internal enum Feasibility
{
    /// <summary>Within what the athlete runs today.</summary>
    Safe,

    /// <summary>Within the usual gain of the weeks there are.</summary>
    Realistic,

    /// <summary>Within the best gain that can be hoped for.</summary>
    Ambitious,

    /// <summary>Beyond it. A warning, not a fault: the athlete decides.</summary>
    Aggressive,
}

/// <summary>
/// A running goal against what the athlete's results predict. VDOT rises by about one point in six weeks of training that
/// goes well and one in four at best (Daniels raises training paces by no more than that): this project's reading of it.
/// </summary>
/// <param name="VdotNeeded">The VDOT that the goal takes.</param>
/// <param name="PredictedToday">What the athlete would run without training on.</param>
internal sealed record GoalFeasibility(Feasibility Verdict, double VdotNeeded, TimeSpan PredictedToday, string Sentence)
{
    private const double UsualWeeksPerPoint = 6;
    private const double BestWeeksPerPoint = 4;

    /// <param name="vdot">The athlete's, from a recent race or test.</param>
    /// <param name="weeks">Until the race; 0 for this week.</param>
    /// <exception cref="ArgumentOutOfRangeException">VDOT, distance or goal is not above zero, or the weeks are negative.</exception>
    public static GoalFeasibility Judge(double vdot, double distanceM, TimeSpan goal, int weeks)
    {
        var needed = Vdot.FromRace(distanceM, goal);
        var today = Vdot.TimeFor(vdot, distanceM);
        var gain = needed - vdot;
        Require.Within(weeks, 0, int.MaxValue);
        var verdict = gain <= 0 ? Feasibility.Safe
            : gain <= weeks / UsualWeeksPerPoint ? Feasibility.Realistic
            : gain <= weeks / BestWeeksPerPoint ? Feasibility.Ambitious
            : Feasibility.Aggressive;
        var within = RaceTime.Text(Vdot.TimeFor(vdot + weeks / UsualWeeksPerPoint, distanceM));

        return new(verdict, needed, today, verdict switch
        {
            Feasibility.Safe => $"Your results predict {RaceTime.Text(today)} today; the goal is within that.",
            Feasibility.Realistic => $"Your results predict {RaceTime.Text(today)} today; the goal is realistic in {weeks} weeks.",
            Feasibility.Ambitious => $"Your results predict {RaceTime.Text(today)} today; the goal is ambitious, {within} would be realistic in {weeks} weeks.",
            _ => $"Your results predict {RaceTime.Text(today)} today; the goal is further than {weeks} weeks usually bring, {within} would be realistic.",
        });
    }
}
