using Platform.PlanGeneration.Domain.Sessions;

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

    /// <summary>A gentle start; before hard work easy running, drills and strides, as far as there is time for them.</summary>
    public static void WarmUp(SessionWriting writing, Pacing pacing, string mode, bool hard, int minutes)
    {
        var seconds = 60 * minutes;
        if (!hard)
        {
            writing.Add(PartKind.WarmUp, "Start gently", pacing.For(mode, Intensity.Recovery, seconds));
            return;
        }

        var strides = minutes >= 9 ? 180 : 0;
        var drills = minutes >= 12 && mode == Modes.Run ? 120 : 0;
        List<Step> steps = [pacing.For(mode, Intensity.Easy, seconds - strides - drills)];
        if (drills > 0)
        {
            steps.Add(pacing.For(mode, Intensity.Recovery, drills, "Drills: ankling, high knees, butt kicks, skips"));
        }

        writing.Add(PartKind.WarmUp, "Warm-up", steps);
        if (strides > 0)
        {
            writing.Add(PartKind.WarmUp, mode == Modes.Run ? "Strides" : "Short accelerations", 3, 0,
                [pacing.For(mode, Intensity.Repetition, 20, "Quick and relaxed, not a sprint"), pacing.For(mode, Intensity.Recovery, 40)]);
        }
    }

    public static void CoolDown(SessionWriting writing, Pacing pacing, string mode, int minutes) =>
        writing.Add(PartKind.CoolDown, "Cool-down", pacing.For(mode, Intensity.Recovery, 60 * minutes));
}
