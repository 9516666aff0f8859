namespace Platform.Insights.Domain.CheckIns;

/// <summary>
/// How well an athlete says they are, 0 (worst answers) to 100 (best). Our own convention, not a validated scale: it is
/// there to be held against the athlete's own other days, not against other people's.
/// </summary>
internal static class Wellness
{
    /// <summary>Name and version: answers that were computed otherwise are not compared.</summary>
    public const string Formula = "wellness/1";

    /// <summary>More than this adds nothing.</summary>
    public const decimal EnoughSleepHours = 8;

    /// <summary>
    /// The mean of four parts, each 0 to 100: mood and energy as (answer − 1) / 4, soreness as (5 − answer) / 4, sleep as
    /// hours of 8, capped. Rounded half up.
    /// </summary>
    public static int Score(CheckIn answer)
    {
        var parts = (answer.Mood - 1) / 4m + (answer.Energy - 1) / 4m + (5 - answer.Soreness) / 4m
            + Math.Min(answer.SleepHours, EnoughSleepHours) / EnoughSleepHours;
        return (int)Math.Round(100 * parts / 4, MidpointRounding.AwayFromZero);
    }
}
