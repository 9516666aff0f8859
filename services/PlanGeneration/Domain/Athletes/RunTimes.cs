using Platform.PlanGeneration.Domain.Racing;
using Platform.ServiceDefaults.Http;

namespace Platform.PlanGeneration.Domain.Athletes;

/// <summary>A distance that is run and the time for it, done or hoped for.</summary>
internal static class RunTimes
{
    // Shorter runs say little about endurance, and the formulas begin here.
    private static readonly RaceFormat AnyRun = RaceFormat.Find("custom_run")!;

    /// <summary>Reads both, and that the time is neither faster than the world record nor slower than walking.</summary>
    /// <param name="sex">Null where it is not known: the wider limit holds.</param>
    public static (int DistanceM, int Seconds) Read(
        string distanceField, int? distanceM, string secondsField, int? seconds, Sex? sex, Faults faults)
    {
        var limits = AnyRun.Distances!;
        var distance = faults.Required(distanceField, distanceM, (int)limits.LeastM, (int)limits.MostM, "metres");
        if (distance == 0 || seconds is not { } given)
        {
            if (seconds is null)
            {
                faults.Add(secondsField, $"{secondsField} is required: the time in seconds.");
            }

            return default;
        }

        var verdict = GoalTimes.Check(AnyRun.At(distance), sex, TimeSpan.FromSeconds(given));
        if (verdict is { IsPlausible: false, Fastest: { } fastest, Slowest: { } slowest })
        {
            var bound = verdict.Fault == GoalTimeFault.TooFast ? "faster than the world record" : "slower than walking";
            var (least, most) = (Math.Ceiling(fastest.TotalSeconds), Math.Floor(slowest.TotalSeconds));
            faults.Add(secondsField, $"{secondsField} is {bound}: for {distance} m give {least:0} s ({Text(least)}) to {most:0} s ({Text(most)}).");
        }

        return (distance, given);
    }

    private static string Text(double seconds) => RaceTime.Text(TimeSpan.FromSeconds(seconds));
}
