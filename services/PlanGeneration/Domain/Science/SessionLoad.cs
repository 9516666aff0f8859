namespace Platform.PlanGeneration.Domain.Science;

internal static class SessionLoad
{
    /// <summary>Foster's session load in arbitrary units: RPE (0–10, of the whole session) × minutes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">RPE is not 0 to 10, or minutes not 0 to 2,880.</exception>
    public static double Foster(double rpe, double minutes) => Require.Within(rpe, 0, 10) * Require.Within(minutes, 0, 2880);
}
