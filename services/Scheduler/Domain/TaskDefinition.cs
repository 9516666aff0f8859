using NodaTime;
using Quartz;

namespace Platform.Scheduler.Domain;

/// <summary>
/// What is due when: a row of <c>tasks</c>. With a local time it is due once a local date for each active client; with a
/// cron text it is a scan, once a UTC date for everyone together.
/// </summary>
internal sealed record TaskDefinition
{
    public string Name { get; init; } = "";

    /// <summary>Of <c>clients.own_tasks</c>; null for a scan.</summary>
    public short? Bit { get; init; }

    public string Engine { get; init; } = "";

    /// <summary>On the client's own clock.</summary>
    public TimeOnly? LocalTime { get; init; }

    /// <summary>As Quartz writes it, in UTC: second, minute, hour, day of the month, month, day of the week.</summary>
    public string? UtcCron { get; init; }

    /// <summary>Bit n: due on the day of the week n, Sunday being 0.</summary>
    public short Weekdays { get; init; } = WeekDays.All;

    /// <summary>Due only on the days of the week the client trains.</summary>
    public bool TrainingDaysOnly { get; init; }

    /// <summary>How long after its due instant it may still run; later it is recorded as skipped.</summary>
    public TimeSpan Grace { get; init; }

    /// <summary>How long its engine may be silent before that counts as a failure.</summary>
    public TimeSpan AnswerWithin { get; init; }

    /// <summary>Clients in one message, 1 to 500.</summary>
    public int BatchSize { get; init; } = 500;

    /// <summary>0 to 9; of what is due together the higher goes first.</summary>
    public short Priority { get; init; }

    public bool Enabled { get; init; } = true;

    public int Version { get; init; } = 1;

    public bool IsScan => LocalTime is null;

    public int BitMask => Bit is { } bit ? 1 << bit : 0;

    /// <summary>Whether the task is due on that day of the week.</summary>
    public bool IsOn(DateOnly date) => (Weekdays & WeekDays.Bit(date.DayOfWeek)) != 0;

    /// <summary>The due instant of one date; null where it is not due on it, or the zone left the date out.</summary>
    public Due? On(DateTimeZone zone, TimeOnly? ownTime, DateOnly date) => IsOn(date) ? DueTimes.On(zone, Time(ownTime), date) : null;

    /// <summary>The first due instant later than <paramref name="instant"/>.</summary>
    /// <param name="ownTime">A client's own hour; null: the task's.</param>
    public Due After(DateTimeZone zone, TimeOnly? ownTime, DateTimeOffset instant)
    {
        var time = Time(ownTime);
        var due = DueTimes.After(zone, time, instant);
        return IsOn(due.LocalDate) ? due : Following(zone, ownTime, due.LocalDate);
    }

    /// <summary>The due instant of the first date after <paramref name="date"/> on which the task is due at all.</summary>
    public Due Following(DateTimeZone zone, TimeOnly? ownTime, DateOnly date)
    {
        var time = Time(ownTime);
        var due = DueTimes.Following(zone, time, date);
        while (!IsOn(due.LocalDate))
        {
            due = DueTimes.Following(zone, time, due.LocalDate);
        }

        return due;
    }

    /// <summary>A scan's first due instant later than <paramref name="instant"/>; null where its cron never fires again.</summary>
    public Due? ScanAfter(DateTimeOffset instant) =>
        new CronExpression(UtcCron!, TimeZoneInfo.Utc).GetNextValidTimeAfter(instant) is { } at
            ? new(DateOnly.FromDateTime(at.UtcDateTime), at.ToUniversalTime()) : null;

    private TimeOnly Time(TimeOnly? ownTime) =>
        ownTime ?? LocalTime ?? throw new InvalidOperationException($"{Name} is a scan and has no local time.");
}
