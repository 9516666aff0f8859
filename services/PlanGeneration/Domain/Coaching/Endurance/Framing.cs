namespace Platform.PlanGeneration.Domain.Coaching.Endurance;

/// <summary>Warm-up and cool-down: longer before hard work, shorter where the day is short.</summary>
internal static class Framing
{
    /// <summary>Of a whole session: a few minutes to get warm, a few to work, and out.</summary>
    public const int LeastMinutes = 10;

    /// <summary>Minutes of warm-up and cool-down for a session on a day of so many minutes.</summary>
    public static (int WarmUp, int CoolDown) Of(bool hard, int dayMinutes) => (hard, dayMinutes) switch
    {
        (true, >= 45) => (12, 8),
        (true, >= 30) => (9, 5),
        (true, >= 20) => (6, 3),
        (false, >= 35) => (5, 5),
        (_, >= 20) => (4, 3),
        _ => (3, 2),
    };

    public static int Minutes(bool hard, int dayMinutes)
    {
        var (warmUp, coolDown) = Of(hard, dayMinutes);
        return warmUp + coolDown;
    }

    public static int MostMain(bool hard, int dayMinutes) => Math.Max(0, dayMinutes - Minutes(hard, dayMinutes));
}
