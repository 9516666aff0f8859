using NodaTime;

namespace Platform.Scheduler.Domain;

/// <summary>What a wave does next when the rules under it are others than they were.</summary>
internal static class Replanning
{
    /// <summary>
    /// A wave keeps its date, so that none is lost and none comes twice, and the instant follows from it: an hour that was
    /// moved past this moment makes it due at once. Days of the week that were not due before begin with what lies ahead.
    /// </summary>
    /// <param name="before">The task as the wave came to its date by it.</param>
    /// <param name="next">The wave's date: the first that it has not done.</param>
    public static Due OfWave(TaskDefinition before, TaskDefinition task, DateTimeZone zone, TimeOnly? ownTime, DateOnly next, DateTimeOffset now)
    {
        var due = task.Following(zone, ownTime, LastDayOf(before, next));
        while (due.LocalDate < next && due.At <= now)
        {
            due = task.Following(zone, ownTime, due.LocalDate);
        }

        return due;
    }

    /// <summary>
    /// A scan takes what its cron brings next. But where the cron fires on the date it has not done, and has fired by now,
    /// that date comes at once.
    /// </summary>
    /// <returns>Null where the cron never fires again.</returns>
    public static Due? OfScan(TaskDefinition scan, DateOnly next, DateTimeOffset now)
    {
        var justBefore = new DateTimeOffset(next.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).AddSeconds(-1);
        return scan.ScanAfter(justBefore) is { } due && due.LocalDate == next && due.At <= now ? due : scan.ScanAfter(now);
    }

    private static DateOnly LastDayOf(TaskDefinition before, DateOnly next)
    {
        var date = next.AddDays(-1);
        while (!before.IsOn(date))
        {
            date = date.AddDays(-1);
        }

        return date;
    }
}
