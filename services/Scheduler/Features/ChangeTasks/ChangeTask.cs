using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.Scheduler.Data;
using Platform.Scheduler.Domain;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Scheduler.Features.ChangeTasks;

/// <summary>
/// Changes a task and plans anew, in one transaction and while all replicas go on: waves keep their dates, so a local
/// date that has been done is not done again, and one that has not comes by the new rules, at once where its instant has
/// passed. What has been cut into strides is due already and goes on, by the new priority.
/// </summary>
internal static class ChangeTask
{
    public static async Task<Results<Ok<TaskView>, ProblemHttpResult>> HandleAsync(
        string name, [FromBody] TaskChange change, HttpContext http, Database database, SchedulerClock clock, SchedulerOptions options, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var table = await TaskTable.ReadToFitAsync(work, options, ct);
        if (table.Find(name) is not { } before)
        {
            return Problems.NotFound("task");
        }

        var now = await clock.NowAsync(work, ct);
        var faults = new Faults();
        var expected = ExpectedVersion.Read(http.Request, change.Version, faults);
        var after = change.Of(before, now, faults);
        var reason = change.Reason is null ? null : faults.Text("reason", change.Reason, 500);
        if (expected is null && faults.Found.All(f => f.Field != "If-Match"))
        {
            faults.Add("version", "version is required: the one that you have read, here or as If-Match, so that no other change is undone unseen.");
        }

        if (!faults.None)
        {
            return Problems.Invalid(faults.Found);
        }

        if (expected != before.Version)
        {
            return ExpectedVersion.Passed("task", before.Version);
        }

        if (after != before)
        {
            after = after with { Version = before.Version + 1 };
            table = await ApplyAsync(work, before, after, http.User.UserId(), options, now, ct);
            await Audit.WriteAsync(
                work, http.User.UserId(), "task_changed", name, TaskState.Of(before), TaskState.Of(after) with { Reason = reason }, now, ct);
            await work.CommitAsync(ct);
        }

        ExpectedVersion.Tell(http.Response, after.Version);
        return TypedResults.Ok(TaskView.Of(after, table));
    }

    private static async Task<TaskTable> ApplyAsync(
        Work work, TaskDefinition before, TaskDefinition after, Guid by, SchedulerOptions options, DateTimeOffset now, CancellationToken ct)
    {
        await work.ExecuteAsync(
            """
            UPDATE tasks SET local_time = @LocalTime, utc_cron = @UtcCron, weekdays = @Weekdays, grace = @Grace, answer_within = @AnswerWithin,
                batch_size = @BatchSize, priority = @Priority, enabled = @Enabled, version = @Version, changed_at = @now, changed_by = @by
            WHERE name = @Name
            """,
            new
            {
                after.Name, after.LocalTime, after.UtcCron, after.Weekdays, after.Grace, after.AnswerWithin,
                after.BatchSize, after.Priority, after.Enabled, after.Version, now, by,
            },
            ct);
        var table = await TaskTable.ReadAsync(work, options, ct);
        await WavesOfTasks.FitAsync(work, table, before, now, ct);
        await PendingRunsOfTask.FitAsync(work, after, ct);
        if (after.Priority != before.Priority)
        {
            await work.ExecuteAsync("UPDATE strides SET priority = @Priority WHERE task = @Name", new { after.Priority, after.Name }, ct);
        }

        return table;
    }

    /// <summary>What the trail keeps.</summary>
    private sealed record TaskState(
        string? LocalTime, string? UtcCron, string Weekdays, double GraceMinutes, double AnswerWithinMinutes, int BatchSize, short Priority, bool Enabled,
        int Version)
    {
        public string? Reason { get; init; }

        public static TaskState Of(TaskDefinition task) => new(
            task.LocalTime is { } time ? LocalTimes.Write(time) : null, task.UtcCron,
            string.Join(", ", WeekDays.In(task.Weekdays)).ToLowerInvariant(), task.Grace.TotalMinutes,
            task.AnswerWithin.TotalMinutes, task.BatchSize, task.Priority, task.Enabled, task.Version);
    }
}
