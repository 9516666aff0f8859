namespace Platform.Insights.Domain.CheckIns;

/// <summary>The check-in of a date against the athlete's own.</summary>
/// <param name="Formula">Name and version of how the score is made.</param>
/// <param name="Flags">What stands out, with a sentence each; empty where nothing does, or the date is not answered.</param>
internal sealed record CheckInAnalysis(
    DateOnly LocalDate, string Formula, Measure Score, Measure Mood, Measure Energy, Measure SleepHours, Measure Soreness,
    IReadOnlyList<CheckInFlag> Flags)
{
    /// <summary>What is usual is taken from the days before the date, so that no day is held against itself.</summary>
    public const int UsualDays = 28;

    private const int WeekDays = 7;

    /// <param name="answers">One a day at most; what is later than the date, or more than 28 days before it, counts nowhere.</param>
    public static CheckInAnalysis Of(DateOnly date, IEnumerable<CheckIn> answers)
    {
        var known = answers.Where(a => a.LocalDate <= date && a.LocalDate >= date.AddDays(-UsualDays)).ToList();
        var before = known.Where(a => a.LocalDate < date).ToList();
        var week = known.Where(a => a.LocalDate > date.AddDays(-WeekDays)).ToList();
        var today = known.Where(a => a.LocalDate == date).Select(a => (CheckIn?)a).FirstOrDefault();
        Measure Against(Func<CheckIn, decimal> figure) =>
            Measure.Of(today is { } answer ? figure(answer) : null, before.ConvertAll(a => figure(a)), week.ConvertAll(a => figure(a)));

        var score = Against(a => Wellness.Score(a));
        return new(
            date, Wellness.Formula, score, Against(a => a.Mood), Against(a => a.Energy), Against(a => a.SleepHours), Against(a => a.Soreness),
            CheckInFlag.Of(date, known, score));
    }
}
