namespace Platform.PlanGeneration.Domain.Science;

/// <summary>A range of paces in seconds per kilometre. Fewer seconds are faster.</summary>
internal readonly record struct PaceRange(double FastSecPerKm, double SlowSecPerKm);

/// <summary>
/// The five training paces of Daniels' Running Formula (3rd edition, table 5.2) for one VDOT, each within 2 s/km of the
/// printed table for VDOT 30 to 70. They are computed, not looked up, so that VDOT 47.3 has its own; outside 30 to 70 the
/// same formulas go on. How each is defined, as a fraction of VDOT, is in docs/adr (training science).
/// </summary>
/// <param name="Easy">E: 63 % to 72.5–73.8 % of VDOT. Also recovery, warm-up and cool-down.</param>
/// <param name="MarathonSecPerKm">M: the predicted marathon, and somewhat slower below VDOT 47 as in the book.</param>
/// <param name="ThresholdSecPerKm">T: 88 %, what lasts for about an hour.</param>
/// <param name="IntervalSecPerKm">I: 97.5 %, for repeats of three to five minutes.</param>
/// <param name="RepetitionSecPerKm">R: 104–110 %, about mile pace, for repeats up to two minutes with full recovery.</param>
internal readonly record struct RunPaces(
    PaceRange Easy, double MarathonSecPerKm, double ThresholdSecPerKm, double IntervalSecPerKm, double RepetitionSecPerKm)
{
    public const double MarathonM = 42_195;

    // The printed R column follows no one fraction: it steps by whole seconds per 400 m and changes its distance from I
    // twice. These are the fractions of VDOT at its corners; between two of them the line is straight.
    private static readonly (double Vdot, double Fraction)[] Repetition =
        [(30, 1.044), (38, 1.076), (46, 1.086), (52, 1.064), (60, 1.073), (65, 1.081), (70, 1.096)];

    internal static RunPaces For(double vdot) => new(
        new(Pace(vdot, 0.7245 + 0.00033 * (Math.Clamp(vdot, 30, 70) - 30)), Pace(vdot, 0.63 + 0.0004 * Math.Clamp(40 - vdot, 0, 10))),
        Marathon(vdot),
        Pace(vdot, 0.88),
        Pace(vdot, 0.975),
        Pace(vdot, RepetitionFraction(vdot)));

    private static double Pace(double vdot, double fraction) => 60_000 / Vdot.VelocityMPerMin(vdot, fraction);

    // Below VDOT 47 the printed M pace is slower than the printed marathon time, by up to 11 s/km at 30: who needs more
    // than three and a half hours trains for it more carefully than the formula predicts it.
    private static double Marathon(double vdot)
    {
        var below = Math.Clamp(47 - vdot, 0, 17);
        return Vdot.TimeFor(vdot, MarathonM).TotalSeconds / MarathonM * 1000 + 0.0377 * below * below;
    }

    private static double RepetitionFraction(double vdot)
    {
        var table = Repetition;
        if (vdot <= table[0].Vdot)
        {
            return table[0].Fraction;
        }

        for (var i = 1; i < table.Length; i++)
        {
            var (low, high) = (table[i - 1], table[i]);
            if (vdot <= high.Vdot)
            {
                return low.Fraction + (high.Fraction - low.Fraction) * (vdot - low.Vdot) / (high.Vdot - low.Vdot);
            }
        }

        return table[^1].Fraction;
    }
}
