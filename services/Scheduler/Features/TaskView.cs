using Platform.Scheduler.Data;
using Platform.Scheduler.Domain;

namespace Platform.Scheduler.Features;

/// <summary>What is due when.</summary>
/// <param name="LocalTime">On each client's own clock, such as <c>06:15</c>; null for a scan.</param>
/// <param name="UtcCron">Of a scan, as Quartz writes it; null for a task with a local time.</param>
/// <param name="Weekdays">The days of the week on which it is due at all; a scan's are in its cron text.</param>
/// <param name="GraceMinutes">How late it may still run.</param>
/// <param name="AnswerWithinMinutes">How long its engine may be silent before that counts as a failure.</param>
/// <param name="BatchSize">Clients in one message.</param>
/// <param name="Priority">0 to 9; of what is due together the higher goes first.</param>
/// <param name="Dispatched">Whether it is: switched on, and its engine exists in this installation.</param>
/// <param name="Version">To be given with a change.</param>
internal sealed record TaskView(
    string Task, string Engine, string? LocalTime, string? UtcCron, IReadOnlyList<DayOfWeek> Weekdays, bool TrainingDaysOnly,
    double GraceMinutes, double AnswerWithinMinutes, int BatchSize, short Priority, bool Enabled, bool Dispatched, int Version)
{
    public static TaskView Of(TaskDefinition task, TaskTable table) => new(
        task.Name, task.Engine, task.LocalTime is { } time ? LocalTimes.Write(time) : null, task.UtcCron, WeekDays.In(task.Weekdays),
        task.TrainingDaysOnly, task.Grace.TotalMinutes, task.AnswerWithin.TotalMinutes, task.BatchSize, task.Priority, task.Enabled,
        table.IsDispatched(task), task.Version);
}
