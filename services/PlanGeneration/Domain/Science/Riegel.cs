namespace Platform.PlanGeneration.Domain.Science;

/// <summary>Riegel (1981): T2 = T1·(D2/D1)^1.06. Meant for efforts from about 3.5 minutes to 4 hours.</summary>
internal static class Riegel
{
    public const double Exponent = 1.06;

    /// <exception cref="ArgumentOutOfRangeException">A distance or the time is not above zero.</exception>
    public static TimeSpan Predict(double distanceM, TimeSpan time, double otherDistanceM) =>
        Require.Positive(time) * Math.Pow(Require.Positive(otherDistanceM) / Require.Positive(distanceM), Exponent);
}
