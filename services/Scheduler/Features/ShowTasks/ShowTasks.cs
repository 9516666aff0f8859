using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Scheduler.Data;
using Platform.Scheduler.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Scheduler.Features.ShowTasks;

/// <summary>What is due when.</summary>
/// <param name="LocalTime">On each client's own clock; null for a scan.</param>
/// <param name="UtcCron">Of a scan, as Quartz writes it; null for a task with a local time.</param>
/// <param name="Weekdays">The days of the week on which it is due at all.</param>
/// <param name="GraceMinutes">How late it may still run.</param>
/// <param name="AnswerWithinMinutes">How long its engine may be silent before that counts as a failure.</param>
/// <param name="BatchSize">Clients in one message.</param>
/// <param name="Priority">0 to 9; of what is due together the higher goes first.</param>
/// <param name="Dispatched">Whether it is: switched on, and its engine exists in this installation.</param>
internal sealed record TaskView(
    string Task, string Engine, TimeOnly? LocalTime, string? UtcCron, IReadOnlyList<DayOfWeek> Weekdays, bool TrainingDaysOnly,
    double GraceMinutes, double AnswerWithinMinutes, int BatchSize, short Priority, bool Enabled, bool Dispatched, int Version)
{
    public static TaskView Of(TaskDefinition task, TaskTable table) => new(
        task.Name, task.Engine, task.LocalTime, task.UtcCron, WeekDays.In(task.Weekdays), task.TrainingDaysOnly,
        task.Grace.TotalMinutes, task.AnswerWithin.TotalMinutes, task.BatchSize, task.Priority, task.Enabled, table.IsDispatched(task), task.Version);
}

internal sealed record TaskTableView(IReadOnlyList<TaskView> Tasks);

internal static class ShowTasks
{
    public static async Task<Ok<TaskTableView>> HandleAsync(Database database, SchedulerOptions options, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var table = await TaskTable.ReadAsync(work, options, ct);
        return TypedResults.Ok(new TaskTableView([.. table.All.Select(task => TaskView.Of(task, table))]));
    }
}
