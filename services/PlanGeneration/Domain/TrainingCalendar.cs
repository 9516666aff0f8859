namespace Platform.PlanGeneration.Domain;

internal enum DayStatus
{
    Training,
    RestDay,
    Paused,
    NotStarted,
}

/// <summary>What decides whether a date is a training day of an athlete.</summary>
/// <param name="StartDate">The first date that may be; null: not decided, so not started.</param>
internal sealed record TrainingCalendar(bool Paused, DateOnly? StartDate, WeekDays ScheduleDays)
{
    public DayStatus On(DateOnly date) => this switch
    {
        { Paused: true } => DayStatus.Paused,
        { StartDate: null } => DayStatus.NotStarted,
        { StartDate: { } start } when date < start => DayStatus.NotStarted,
        _ when ScheduleDays.Contains(date.DayOfWeek) => DayStatus.Training,
        _ => DayStatus.RestDay,
    };

    /// <summary>
    /// The first training date after <paramref name="date"/>; null where none is in sight: paused, no start date, or
    /// no day of the week scheduled.
    /// </summary>
    public DateOnly? NextAfter(DateOnly date)
    {
        if (Paused || StartDate is not { } start)
        {
            return null;
        }

        var first = start > date ? start : date.AddDays(1);
        for (var ahead = 0; ahead < 7; ahead++)
        {
            if (ScheduleDays.Contains(first.AddDays(ahead).DayOfWeek))
            {
                return first.AddDays(ahead);
            }
        }

        return null;
    }
}
