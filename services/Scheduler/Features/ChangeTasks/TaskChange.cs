using System.Text.Json.Serialization;
using Platform.Scheduler.Domain;
using Platform.ServiceDefaults.Http;

namespace Platform.Scheduler.Features.ChangeTasks;

/// <summary>What is to be another; what is left out stays. A name that is not here is refused, for it would change nothing.</summary>
/// <param name="LocalTime">Such as <c>06:15</c>; not for a scan.</param>
/// <param name="UtcCron">As Quartz writes it, at most once a UTC date; only for a scan.</param>
/// <param name="Weekdays">Such as <c>["monday", "friday"]</c>; not for a scan, whose cron text has them.</param>
/// <param name="GraceMinutes">1 minute to 7 days.</param>
/// <param name="AnswerWithinMinutes">1 minute to 7 days.</param>
/// <param name="BatchSize">1 to 500.</param>
/// <param name="Priority">0 to 9.</param>
/// <param name="Reason">Why, for the trail; at most 500 characters; may be left out.</param>
/// <param name="Version">The one that was read, here or in <c>If-Match</c>.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record TaskChange(
    string? LocalTime, string? UtcCron, IReadOnlyList<string?>? Weekdays, int? GraceMinutes, int? AnswerWithinMinutes, int? BatchSize,
    int? Priority, bool? Enabled, string? Reason, long? Version)
{
    private const int MostMinutes = 7 * 24 * 60;

    /// <returns>The task as it is to be; meaningful where no fault was found.</returns>
    public TaskDefinition Of(TaskDefinition task, DateTimeOffset now, Faults faults) => task with
    {
        LocalTime = ReadTime(task, faults),
        UtcCron = ReadCron(task, now, faults),
        Weekdays = ReadWeekdays(task, faults),
        Grace = Minutes("graceMinutes", GraceMinutes, faults) ?? task.Grace,
        AnswerWithin = Minutes("answerWithinMinutes", AnswerWithinMinutes, faults) ?? task.AnswerWithin,
        BatchSize = Whole("batchSize", BatchSize, 1, 500, faults) ?? task.BatchSize,
        Priority = (short)(Whole("priority", Priority, 0, 9, faults) ?? task.Priority),
        Enabled = Enabled ?? task.Enabled,
    };

    private TimeOnly? ReadTime(TaskDefinition task, Faults faults)
    {
        if (LocalTime is null)
        {
            return task.LocalTime;
        }

        if (task.IsScan)
        {
            faults.Add("localTime", $"localTime: {task.Name} is a scan for everyone together; change its utcCron.");
        }
        else if (LocalTimes.TryParse(LocalTime, out var time))
        {
            return time;
        }
        else
        {
            faults.Add("localTime", $"localTime: expected {LocalTimes.Expected}.");
        }

        return task.LocalTime;
    }

    private string? ReadCron(TaskDefinition task, DateTimeOffset now, Faults faults)
    {
        if (UtcCron is null)
        {
            return task.UtcCron;
        }

        if (!task.IsScan)
        {
            faults.Add("utcCron", $"utcCron: {task.Name} is due on each client's own clock; change its localTime.");
        }
        else if (ScanCron.Fault(UtcCron, now) is { } fault)
        {
            faults.Add("utcCron", $"utcCron {fault}");
        }

        return UtcCron;
    }

    private short ReadWeekdays(TaskDefinition task, Faults faults)
    {
        if (Weekdays is null)
        {
            return task.Weekdays;
        }

        var known = Enum.GetValues<DayOfWeek>().ToDictionary(Name);
        if (task.IsScan)
        {
            faults.Add("weekdays", $"weekdays: {task.Name} is a scan for everyone together; give its days in utcCron.");
        }
        else if (Weekdays.Count == 0 || Weekdays.Any(day => day is null || !known.ContainsKey(day)))
        {
            faults.Add("weekdays", $"weekdays: at least one of {string.Join(", ", known.Keys)}. For none of them, switch the task off with enabled = false.");
        }
        else
        {
            return Domain.WeekDays.Mask(Weekdays.Select(day => known[day!]));
        }

        return task.Weekdays;
    }

    private static string Name(DayOfWeek day) => day.ToString().ToLowerInvariant();

    private static TimeSpan? Minutes(string field, int? given, Faults faults) =>
        Whole(field, given, 1, MostMinutes, faults) is { } minutes ? TimeSpan.FromMinutes(minutes) : null;

    private static int? Whole(string field, int? given, int least, int most, Faults faults)
    {
        if (given is not { } number || (number >= least && number <= most))
        {
            return given;
        }

        faults.Add(field, $"{field}: a whole number from {least} to {most}.");
        return null;
    }
}
