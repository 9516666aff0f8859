using NodaTime;

namespace Platform.Scheduler.Domain;

/// <summary>Where a client stands for a task: which wave is theirs.</summary>
/// <param name="OwnTime">Their own hour; null: the task's.</param>
internal readonly record struct Placement(DateTimeZone Zone, TimeOnly? OwnTime);

/// <summary>
/// What a client who is new in a zone, or at an hour, is owed by rows of their own, because the wave may be past
/// it or walking at this moment, or has done the date by an hour that was moved later since. Everything else the wave brings,
/// as it does for everyone. A run that both bring is one run: its key is client, task and date.
/// </summary>
internal static class OwnDues
{
    /// <summary>
    /// Rows reach this far ahead, so that a wave that starts while the client's row is not yet committed cannot lose
    /// them. No message is handled longer: the broker takes it back after half an hour.
    /// </summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromHours(1);

    /// <summary>Rows reach this far back. No grace window is longer than a week: what lies before could only be recorded as skipped.</summary>
    public static readonly TimeSpan Back = TimeSpan.FromDays(8);

    /// <summary>For someone who was in no zone before: what came due since they are known.</summary>
    /// <param name="next">The date that the wave they come to has next.</param>
    public static IEnumerable<Due> ForNewcomer(TaskDefinition task, Placement place, DateTimeOffset since, DateTimeOffset now, DateOnly next = default)
    {
        var from = since > now - Back ? since : now - Back;
        return Until(now + Ahead, next, task, place, task.After(place.Zone, place.OwnTime, from));
    }

    /// <summary>
    /// For someone who moves to another zone or hour: every date that their old wave has not done, from
    /// <paramref name="firstNotDone"/> on, and that is past in the new one.
    /// </summary>
    /// <param name="next">The date that the wave they come to has next.</param>
    public static IEnumerable<Due> ForMover(TaskDefinition task, Placement place, DateOnly firstNotDone, DateTimeOffset now, DateOnly next = default)
    {
        var first = task.Following(place.Zone, place.OwnTime, firstNotDone.AddDays(-1));
        var oldest = task.After(place.Zone, place.OwnTime, now - Back);
        return Until(now + Ahead, next, task, place, first.At > oldest.At ? first : oldest);
    }

    private static IEnumerable<Due> Until(DateTimeOffset last, DateOnly next, TaskDefinition task, Placement place, Due first)
    {
        for (var due = first; due.At <= last || due.LocalDate < next; due = task.Following(place.Zone, place.OwnTime, due.LocalDate))
        {
            yield return due;
        }
    }
}
