using NodaTime;

namespace Platform.Scheduler.Domain;

/// <summary>When each task comes next for one client.</summary>
internal static class Upcoming
{
    // A training day comes within a week; a moved client may have had a few of the dates already.
    private const int DaysToLook = 14;

    /// <param name="ownTime">The client's own hour; null: the task's.</param>
    /// <param name="alreadyRun">Whether the client has had the task on the date, in another zone.</param>
    /// <returns>Null where it does not come while the profile stays as it is.</returns>
    public static Due? Next(Client client, DateTimeZone zone, TaskDefinition task, TimeOnly? ownTime, DateTimeOffset now, Func<DateOnly, bool> alreadyRun)
    {
        if (client.Paused || client.StartDate is not { } start)
        {
            return null;
        }

        // A date is no more than a text of the profile's: where the calendar ends there is nothing to tell.
        if (start > DateOnly.MaxValue.AddDays(-2 * DaysToLook))
        {
            return null;
        }

        var due = task.After(zone, ownTime, now);
        if (due.LocalDate < start)
        {
            due = task.Following(zone, ownTime, start.AddDays(-1));
        }

        for (var day = 0; day < DaysToLook; day++)
        {
            if (client.IsDue(task, due.LocalDate) && !alreadyRun(due.LocalDate))
            {
                return due;
            }

            due = task.Following(zone, ownTime, due.LocalDate);
        }

        return null;
    }
}
