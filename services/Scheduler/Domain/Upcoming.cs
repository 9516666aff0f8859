using NodaTime;

namespace Platform.Scheduler.Domain;

/// <summary>When each task comes next for one client.</summary>
internal static class Upcoming
{
    // A training day comes within a week; a moved client may have had a few of the dates already.
    private const int DaysToLook = 14;

    /// <param name="alreadyRun">Whether the client has had the task on the date, in another zone.</param>
    /// <returns>Null where it does not come while the profile stays as it is.</returns>
    public static Due? Next(Client client, DateTimeZone zone, ScheduledTask task, DateTimeOffset now, Func<DateOnly, bool> alreadyRun)
    {
        if (client.Paused || client.StartDate is not { } start)
        {
            return null;
        }

        var due = DueTimes.After(zone, task.LocalTime, now);
        if (due.LocalDate < start)
        {
            due = DueTimes.Following(zone, task.LocalTime, start.AddDays(-1));
        }

        for (var day = 0; day < DaysToLook; day++)
        {
            if (client.IsDue(task, due.LocalDate) && !alreadyRun(due.LocalDate))
            {
                return due;
            }

            due = DueTimes.Following(zone, task.LocalTime, due.LocalDate);
        }

        return null;
    }
}
