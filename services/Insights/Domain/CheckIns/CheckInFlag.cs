using System.Globalization;

namespace Platform.Insights.Domain.CheckIns;

/// <summary>Something in an athlete's answers that they may want to look at. It says what was answered, not what it means.</summary>
/// <param name="Code"><c>short_sleep</c>, <c>sore</c>, <c>low_energy</c>, <c>low_mood</c> or <c>below_own_mean</c>.</param>
/// <param name="Reason">A sentence to the athlete, with the figures.</param>
internal sealed record CheckInFlag(string Code, string Reason)
{
    public const int DaysRunning = 3;
    public const decimal ShortSleepHours = 6;
    public const int HighSoreness = 4;
    public const int LowAnswer = 2;
    public const int FarBelowOwnMean = 20;

    /// <param name="upTo">Answers up to the date, in any order. A day without one ends a run of days.</param>
    /// <param name="score">Against the athlete's own.</param>
    public static IReadOnlyList<CheckInFlag> Of(DateOnly date, IReadOnlyCollection<CheckIn> upTo, Measure score)
    {
        var flags = new List<CheckInFlag>();
        void Running(string code, Func<CheckIn, bool> holds, Func<CheckIn, decimal> figure, string said, string unit = "days")
        {
            var run = RunOf(date, upTo, holds);
            if (run.Count >= DaysRunning)
            {
                flags.Add(new(code, $"For {run.Count} {unit} running you {said}: {string.Join(", ", run.Select(day => Text(figure(day))))}."));
            }
        }

        Running("short_sleep", day => day.SleepHours < ShortSleepHours, day => day.SleepHours, "slept less than 6 hours", "nights");
        Running("sore", day => day.Soreness >= HighSoreness, day => day.Soreness, "gave your soreness as 4 or more of 5");
        Running("low_energy", day => day.Energy <= LowAnswer, day => day.Energy, "gave your energy as 2 or less of 5");
        Running("low_mood", day => day.Mood <= LowAnswer, day => day.Mood, "gave your mood as 2 or less of 5");
        if (score is { Value: { } today, Mean: { } mean } && mean - today >= FarBelowOwnMean)
        {
            flags.Add(new("below_own_mean", $"Your score of {Text(today)} is {Text(mean - today)} below your own mean of {Text(mean)}."));
        }

        return flags;
    }

    // Oldest first.
    private static List<CheckIn> RunOf(DateOnly date, IReadOnlyCollection<CheckIn> upTo, Func<CheckIn, bool> holds)
    {
        var run = new List<CheckIn>();
        foreach (var day in upTo.OrderByDescending(answer => answer.LocalDate))
        {
            if (day.LocalDate != date.AddDays(-run.Count) || !holds(day))
            {
                break;
            }

            run.Insert(0, day);
        }

        return run;
    }

    private static string Text(decimal figure) => figure.ToString("0.##", CultureInfo.InvariantCulture);
}
