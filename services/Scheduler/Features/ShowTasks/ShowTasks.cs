using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Scheduler.Domain;

namespace Platform.Scheduler.Features.ShowTasks;

/// <param name="LocalTime">On each client's own clock.</param>
/// <param name="GraceHours">How late it may still run.</param>
/// <param name="Enabled">Whether its engine exists in this installation; else it is not dispatched.</param>
internal sealed record TaskView(string Task, string Engine, TimeOnly LocalTime, bool TrainingDaysOnly, double GraceHours, bool Enabled);

internal sealed record ScanView(string Task, string Engine, DayOfWeek Day, TimeOnly UtcTime, double GraceHours, bool Enabled);

internal sealed record TaskTableView(IReadOnlyList<TaskView> Tasks, IReadOnlyList<ScanView> Scans);

internal static class ShowTasks
{
    public static Ok<TaskTableView> Handle(EnabledTasks enabled) => TypedResults.Ok(new TaskTableView(
        [.. TaskTable.Tasks.Select(t => new TaskView(
            t.Name, t.Engine, t.LocalTime, t.TrainingDaysOnly, t.Grace.TotalHours, enabled.Has(t.Engine)))],
        [.. TaskTable.Scans.Select(s => new ScanView(s.Name, s.Engine, s.Day, s.UtcTime, s.Grace.TotalHours, enabled.Has(s.Engine)))]));
}
