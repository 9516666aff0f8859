using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Scheduler.Data;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;

namespace Platform.Scheduler.Features.ShowTasks;

internal sealed record TaskTableView(IReadOnlyList<TaskView> Tasks);

internal static class ShowTasks
{
    public static async Task<Ok<TaskTableView>> HandleAsync(Database database, SchedulerOptions options, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var table = await TaskTable.ReadAsync(work, options, ct);
        return TypedResults.Ok(new TaskTableView([.. table.All.Select(task => TaskView.Of(task, table))]));
    }

    public static async Task<Results<Ok<TaskView>, ProblemHttpResult>> OneAsync(
        string name, HttpResponse response, Database database, SchedulerOptions options, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var table = await TaskTable.ReadAsync(work, options, ct);
        if (table.Find(name) is not { } task)
        {
            return Problems.NotFound("task");
        }

        ExpectedVersion.Tell(response, task.Version);
        return TypedResults.Ok(TaskView.Of(task, table));
    }
}
