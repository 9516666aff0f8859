namespace Platform.PlanGeneration.Domain.Science;

/// <summary>
/// Running ability as one number, in ml/kg/min: Daniels and Gilbert, <i>Oxygen Power</i> (1979). With v in m/min and t in
/// minutes, VO2 = −4.60 + 0.182258v + 0.000104v² is what a speed costs, and F = 0.8 + 0.1894393e^(−0.012778t) +
/// 0.2989558e^(−0.1932605t) the fraction of the maximum that lasts for t; VDOT = VO2 / F.
/// </summary>
internal static class Vdot
{
    private const double Rest = -4.60;
    private const double Linear = 0.182258;
    private const double Quadratic = 0.000104;

    // F lies between these: 0.8 for ever, 1.2884 at the start. They bracket the time that TimeFor looks for.
    private const double LeastFraction = 0.8;
    private const double MostFraction = 1.2884;

    /// <summary>The VDOT that a race result shows. A faster time over the same distance is always a higher VDOT.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// Distance or time is not above zero, or the speed is below 24.9 m/min, where the formula costs no oxygen.
    /// </exception>
    public static double FromRace(double distanceM, TimeSpan time)
    {
        var minutes = Require.Positive(time).TotalMinutes;
        var cost = Cost(Require.Positive(distanceM) / minutes);
        return cost > 0
            ? cost / Fraction(minutes)
            : throw new ArgumentOutOfRangeException(nameof(time), time, "Slower than 24.9 m/min: the formula says nothing about it.");
    }

    /// <summary>The time that a runner of this VDOT needs: the inverse of <see cref="FromRace"/>, to a microsecond.</summary>
    /// <exception cref="ArgumentOutOfRangeException">VDOT or distance is not a finite number above zero.</exception>
    public static TimeSpan TimeFor(double vdot, double distanceM) => TimeSpan.FromMinutes(MinutesFor(Require.Positive(vdot), Require.Positive(distanceM)));

    /// <summary>The speed that costs this fraction of VDOT, in m/min: the positive root of the cost formula.</summary>
    /// <param name="fractionOfVo2Max">0.88 is 88 %; above 1 for speeds that the anaerobic share carries.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not a finite number above zero.</exception>
    public static double VelocityMPerMin(double vdot, double fractionOfVo2Max) =>
        Velocity(Require.Positive(vdot) * Require.Positive(fractionOfVo2Max));

    /// <summary>The training paces of this VDOT; see <see cref="RunPaces"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">VDOT is not a finite number above zero.</exception>
    public static RunPaces Paces(double vdot) => RunPaces.For(Require.Positive(vdot));

    private static double MinutesFor(double vdot, double distanceM)
    {
        var least = distanceM / Velocity(vdot * MostFraction);
        var most = distanceM / Velocity(vdot * LeastFraction);
        var minutes = (least + most) / 2;

        // Newton, kept inside the bracket by bisection: the difference falls as the time grows, so there is one root.
        for (var i = 0; i < 60; i++)
        {
            var v = distanceM / minutes;
            var off = Cost(v) - vdot * Fraction(minutes);
            if (off > 0)
            {
                least = minutes;
            }
            else
            {
                most = minutes;
            }

            var slope = -(Linear + 2 * Quadratic * v) * v / minutes - vdot * FractionSlope(minutes);
            var next = minutes - off / slope;
            if (!(next > least && next < most))
            {
                next = (least + most) / 2;
            }

            if (Math.Abs(next - minutes) < 1e-9 * minutes)
            {
                return next;
            }

            minutes = next;
        }

        return minutes;
    }

    private static double Cost(double v) => Rest + Linear * v + Quadratic * v * v;

    private static double Velocity(double cost) =>
        (Math.Sqrt(Linear * Linear + 4 * Quadratic * (cost - Rest)) - Linear) / (2 * Quadratic);

    private static double Fraction(double minutes) =>
        0.8 + 0.1894393 * Math.Exp(-0.012778 * minutes) + 0.2989558 * Math.Exp(-0.1932605 * minutes);

    private static double FractionSlope(double minutes) =>
        -0.012778 * 0.1894393 * Math.Exp(-0.012778 * minutes) - 0.1932605 * 0.2989558 * Math.Exp(-0.1932605 * minutes);
}
