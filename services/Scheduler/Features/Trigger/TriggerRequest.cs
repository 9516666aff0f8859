using System.Security.Cryptography;
using System.Text.Json;
using Platform.Scheduler.Data;
using Platform.Scheduler.Domain;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Time;

namespace Platform.Scheduler.Features.Trigger;

/// <summary>Has a task run for clients, for a zone, or for everyone, as of a local date. A scan takes neither clients nor a zone.</summary>
/// <param name="Task">One that is dispatched in this installation.</param>
/// <param name="LocalDate">YYYY-MM-DD on the clients' own calendars, a scan's in UTC: at most 31 days back, and up to what is tomorrow anywhere.</param>
/// <param name="UserIds">1 to 500 clients; or <paramref name="Zone"/>, or <paramref name="Everyone"/>.</param>
/// <param name="Again">
/// Whether completed ones are sent again. Engines do their work once a date: regenerate makes no second workout, training_dispatcher
/// posts nothing that is delivered and closes no closed day, the scans flag nobody twice; each of them answers completed. So this
/// helps where what they had done is gone.
/// </param>
/// <param name="Reason">Why, for the audit: at most 500 characters.</param>
internal sealed record TriggerRequest(string? Task, string? LocalDate, IReadOnlyList<Guid>? UserIds, string? Zone, bool? Everyone, bool? Again, string? Reason)
{
    /// <summary>The same for requests that say the same.</summary>
    public byte[] Hash() => SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this with { UserIds = UserIds?.Distinct().Order().ToList() }));
}

/// <param name="Queued">Had no run yet: sent at once, whatever the grace window.</param>
/// <param name="SentAgain">Had been skipped, given up, or were waiting; with <c>again</c> also those completed.</param>
/// <param name="UnderWay">With their engine at this moment, or in line by an earlier request: left.</param>
/// <param name="Completed">Done: left.</param>
/// <param name="Inactive">Paused, not started, muted, without a valid zone, or with no training day on the date: left in silence.</param>
/// <param name="Unknown">No client is known by this id.</param>
/// <param name="More">
/// No more than 100,000 runs are sent again at once: ask again under another key, and with <c>again</c> zone by zone. Runs that are
/// new have no such bound.
/// </param>
internal sealed record TriggerAnswer(
    string Task, DateOnly LocalDate, int Queued, int SentAgain, int UnderWay, int Completed, int Inactive, int Unknown, bool More = false);

/// <summary>A request that is sound.</summary>
/// <param name="UserIds">Null: the clients of the zone, or everyone.</param>
/// <param name="Zone">Its key; null: all zones.</param>
internal sealed record Asked(TaskDefinition Task, DateOnly LocalDate, Guid[]? UserIds, string? Zone, bool Again)
{
    /// <summary>What may be sent: what waits or was given up, and what is completed where that was asked for.</summary>
    public IReadOnlyList<string> Statuses => Again ? [.. RunsAgain.Waiting, RunStatus.Completed] : RunsAgain.Waiting;

    public static Asked? Read(TriggerRequest request, TaskTable tasks, DateTimeOffset now, Faults faults)
    {
        var served = tasks.All.Where(tasks.IsDispatched).ToList();
        var task = served.Find(t => t.Name == request.Task);
        if (task is null)
        {
            faults.Add("task", $"task is required, one that is dispatched here: {string.Join(", ", served.Select(t => t.Name))}.");
        }

        var dates = AskableDates.At(now);
        if (!Dates.TryParse(request.LocalDate, out var date) || !dates.Holds(date))
        {
            faults.Add("localDate", $"localDate is required: {dates.Expected}.");
        }
        else if (task is not null)
        {
            ReadDay(task, date, now, faults);
        }

        var zone = ReadWho(request, task, faults);
        faults.Text("reason", request.Reason, 500);
        return faults.None ? new(task!, date, request.UserIds?.Distinct().Order().ToArray(), zone, request.Again == true) : null;
    }

    // A scan that is made before its instant would not be made at it: what it looks at would be cut short.
    private static void ReadDay(TaskDefinition task, DateOnly date, DateTimeOffset now, Faults faults)
    {
        if (!task.IsScan && (task.Weekdays & WeekDays.Bit(date.DayOfWeek)) == 0)
        {
            faults.Add("localDate", $"localDate: {task.Name} is not due on a {date.DayOfWeek}.");
        }
        else if (task.IsScan && (ScanOn(task, date) is not { } due || due.At > now))
        {
            faults.Add("localDate", $"localDate: a UTC date on which {task.Name} was due ({task.UtcCron}), and its time has come.");
        }
    }

    public static Due? ScanOn(TaskDefinition scan, DateOnly date) =>
        scan.ScanAfter(new DateTimeOffset(date, TimeOnly.MinValue, TimeSpan.Zero).AddTicks(-1)) is { } due && due.LocalDate == date ? due : null;

    private static string? ReadWho(TriggerRequest request, TaskDefinition? task, Faults faults)
    {
        if (task is { IsScan: true })
        {
            if (request.UserIds is not null || request.Zone is not null)
            {
                faults.Add("everyone", $"everyone: {task.Name} is for everyone together; leave userIds and zone out.");
            }

            return null;
        }

        var named = (request.UserIds is null ? 0 : 1) + (request.Zone is null ? 0 : 1) + (request.Everyone == true ? 1 : 0);
        if (named != 1)
        {
            faults.Add("userIds", "userIds, zone or everyone = true: name exactly one of them.");
        }
        else if (request.UserIds is { } ids)
        {
            faults.Count("userIds", ids, 500, "ids of clients");
        }
        else if (request.Zone is { } text && ZoneKey.Parse(text) is null)
        {
            faults.Add("zone", $"zone: expected {Zones.Examples}.");
        }

        return request.Zone is { } zone ? ZoneKey.Parse(zone)?.Id : null;
    }
}
