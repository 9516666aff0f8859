using NodaTime;

namespace Platform.Scheduler.Domain;

/// <summary>
/// What a client who is new in a zone is owed by rows of their own, because the zone's wave may be past it or walking
/// at this moment. Everything later the zone's wave brings, as it does for everyone. A run that both bring is one run:
/// its key is client, task and date.
/// </summary>
internal static class OwnDues
{
    /// <summary>
    /// Rows reach this far ahead, so that a wave that starts while the client's row is not yet committed cannot lose
    /// them. No message is handled longer: the broker takes it back after half an hour.
    /// </summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromHours(1);

    // No grace window is longer than a week: what lies before could only be recorded as skipped.
    private static readonly TimeSpan Back = TimeSpan.FromDays(8);

    /// <summary>For someone who was in no zone before: what came due since they are known.</summary>
    public static IEnumerable<Due> ForNewcomer(DateTimeZone zone, TimeOnly time, DateTimeOffset since, DateTimeOffset now)
    {
        var from = since > now - Back ? since : now - Back;
        return Until(now + Ahead, zone, time, DueTimes.After(zone, time, from));
    }

    /// <summary>
    /// For someone who moves: every date that their old zone has not done, from <paramref name="firstNotDone"/> on, and
    /// that is past in the new one.
    /// </summary>
    public static IEnumerable<Due> ForMover(DateTimeZone zone, TimeOnly time, DateOnly firstNotDone, DateTimeOffset now)
    {
        var first = DueTimes.Following(zone, time, firstNotDone.AddDays(-1));
        var oldest = DueTimes.After(zone, time, now - Back);
        return Until(now + Ahead, zone, time, first.At > oldest.At ? first : oldest);
    }

    private static IEnumerable<Due> Until(DateTimeOffset last, DateTimeZone zone, TimeOnly time, Due first)
    {
        for (var due = first; due.At <= last; due = DueTimes.Following(zone, time, due.LocalDate))
        {
            yield return due;
        }
    }
}
