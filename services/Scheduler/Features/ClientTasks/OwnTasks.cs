using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Scheduler.Data;
using Platform.Scheduler.Domain;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;

namespace Platform.Scheduler.Features.ClientTasks;

/// <param name="StandardTime">The task's hour for everyone else.</param>
/// <param name="LocalTime">The client's own; null where muted.</param>
internal sealed record OwnTaskView(string Task, string StandardTime, string? LocalTime, bool Muted, DateTimeOffset ChangedAt, Guid ChangedBy)
{
    public static OwnTaskView Of(OwnTask own, TaskDefinition task) => new(
        own.Task, LocalTimes.Write(task.LocalTime!.Value), own.LocalTime is { } time ? LocalTimes.Write(time) : null, own.LocalTime is null,
        own.ChangedAt, own.ChangedBy);
}

internal sealed record OwnTasksView(Guid UserId, IReadOnlyList<OwnTaskView> Tasks);

internal static class ShowOwnTasks
{
    public static async Task<Results<Ok<OwnTasksView>, ProblemHttpResult>> HandleAsync(
        Guid userId, Database database, SchedulerOptions options, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        if (!await work.ScalarAsync<bool>("SELECT EXISTS (SELECT FROM clients WHERE user_id = @userId)", new { userId }, ct))
        {
            return Problems.NotFound("client");
        }

        var table = await TaskTable.ReadAsync(work, options, ct);
        var own = await work.QueryAsync<OwnTask>(
            $"SELECT {OwnTask.Columns} FROM client_tasks WHERE user_id = @userId ORDER BY task", new { userId }, ct);
        return TypedResults.Ok(new OwnTasksView(userId, own.ConvertAll(o => OwnTaskView.Of(o, table.Find(o.Task)!))));
    }
}
