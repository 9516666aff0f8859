using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.Scheduler.Data;
using Platform.Scheduler.Domain;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Scheduler.Features.ClientTasks;

/// <summary>Either an hour of the client's own, or none at all.</summary>
/// <param name="LocalTime">Such as <c>06:15</c>.</param>
/// <param name="Muted"><c>true</c>: the task is not sent to the client.</param>
/// <param name="Reason">Why, for the trail; at most 500 characters; may be left out.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record OwnTaskInput(string? LocalTime, bool? Muted, string? Reason);

/// <summary>
/// Gives one client an hour of their own for a task, or takes it away. They leave one wave for another and take along the
/// day that the old one has not done: it comes at once where the new hour has passed. A day that was done is not done
/// again. Muted, nothing comes; after that what comes due from then on.
/// </summary>
internal static class ChangeOwnTask
{
    public static async Task<Results<Ok<OwnTaskView>, ProblemHttpResult>> PutAsync(
        Guid userId, string task, [FromBody] OwnTaskInput input, HttpContext http, Database database, SchedulerClock clock, SchedulerOptions options,
        CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        if (await FindAsync(work, userId, task, options, ct) is not { } client)
        {
            return Problems.NotFound("client or task");
        }

        var faults = new Faults();
        RefuseScan(client.Task, faults);
        var time = Read(input, faults);
        var reason = input.Reason is null ? null : faults.Text("reason", input.Reason, 500);
        if (!faults.None)
        {
            return Problems.Invalid(faults.Found);
        }

        if (client.Own is { } same && same.LocalTime == time)
        {
            return TypedResults.Ok(OwnTaskView.Of(same, client.Task));
        }

        var now = await clock.NowAsync(work, ct);
        var own = (await work.SingleOrDefaultAsync<OwnTask>(
            $"""
            INSERT INTO client_tasks (user_id, task, local_time, muted, zone, changed_at, changed_by)
            VALUES (@userId, @task, @time, @Muted, @Zone, @now, @By)
            ON CONFLICT (user_id, task) DO UPDATE SET
                local_time = excluded.local_time, muted = excluded.muted, zone = excluded.zone, changed_at = excluded.changed_at, changed_by = excluded.changed_by
            RETURNING {OwnTask.Columns}
            """,
            new { userId, task, time, Muted = time is null, client.Client.Zone, now, By = http.User.UserId() }, ct))!;
        await work.ExecuteAsync("UPDATE clients SET own_tasks = own_tasks | @BitMask WHERE user_id = @userId", new { userId, client.Task.BitMask }, ct);
        await PlaceAsync(work, client, own, now, ct);
        await Audit.WriteAsync(
            work, http.User.UserId(), "client_task_set", userId.ToString(), Trace(client.Own), Trace(own)! with { Reason = reason }, now, ct);
        await work.CommitAsync(ct);
        return TypedResults.Ok(OwnTaskView.Of(own, client.Task));
    }

    /// <summary>Back to the standard, also where the client is there already.</summary>
    public static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        Guid userId, string task, HttpContext http, Database database, SchedulerClock clock, SchedulerOptions options, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        if (await FindAsync(work, userId, task, options, ct) is not { } client)
        {
            return Problems.NotFound("client or task");
        }

        if (client.Own is null)
        {
            return TypedResults.NoContent();
        }

        var now = await clock.NowAsync(work, ct);
        await work.ExecuteAsync("DELETE FROM client_tasks WHERE user_id = @userId AND task = @task", new { userId, task }, ct);
        await work.ExecuteAsync("UPDATE clients SET own_tasks = own_tasks & ~@BitMask WHERE user_id = @userId", new { userId, client.Task.BitMask }, ct);
        await PlaceAsync(work, client, null, now, ct);
        await Audit.WriteAsync(work, http.User.UserId(), "client_task_removed", userId.ToString(), Trace(client.Own), null, now, ct);
        await work.CommitAsync(ct);
        return TypedResults.NoContent();
    }

    /// <summary>The client's row stays locked: their profile, and other changes of their hours, wait.</summary>
    private static async Task<Standing?> FindAsync(Work work, Guid userId, string name, SchedulerOptions options, CancellationToken ct)
    {
        var client = await work.SingleOrDefaultAsync<Client>(
            "SELECT user_id, zone FROM clients WHERE user_id = @userId FOR UPDATE", new { userId }, ct);
        var table = await TaskTable.ReadToPlaceAsync(work, options, ct);
        if (client is null || table.Find(name) is not { } task)
        {
            return null;
        }

        var own = await work.SingleOrDefaultAsync<OwnTask>(
            $"SELECT {OwnTask.Columns} FROM client_tasks WHERE user_id = @userId AND task = @name", new { userId, name }, ct);
        return new(client, task, table.IsDispatched(task), own);
    }

    private static void RefuseScan(TaskDefinition task, Faults faults)
    {
        if (task.IsScan)
        {
            faults.Add("task", $"task: {task.Name} is a scan for everyone together; hours of one's own are for tasks with a local time.");
        }
    }

    /// <returns>Null: muted.</returns>
    private static TimeOnly? Read(OwnTaskInput input, Faults faults)
    {
        var time = default(TimeOnly);
        if (input.LocalTime is not null && !LocalTimes.TryParse(input.LocalTime, out time))
        {
            faults.Add("localTime", $"localTime: expected {LocalTimes.Expected}.");
        }

        var muted = input.Muted == true;
        if (muted == input.LocalTime is not null)
        {
            faults.Add("muted", "muted: give either localTime or muted = true, not both and not neither; DELETE brings the client back to the standard.");
        }

        return muted ? null : time;
    }

    // A task that is not dispatched has no waves; it gets them, own hours too, when it is switched on.
    private static Task PlaceAsync(Work work, Standing client, OwnTask? own, DateTimeOffset now, CancellationToken ct)
    {
        if (!client.Dispatched || client.Client.Zone is not { } key || ZoneKey.Read(key) is not { } zone)
        {
            return Task.CompletedTask;
        }

        var move = new Move(
            client.Client.UserId, client.Task,
            client.Own is { LocalTime: null } ? null : (key, client.Own?.LocalTime),
            own is { LocalTime: null } ? null : new Placement(zone, own?.LocalTime),
            now);
        return PendingRuns.PlaceAsync(work, [move], now, ct);
    }

    private static Trail? Trace(OwnTask? own) => own is null ? null
        : new(own.Task, own.LocalTime is { } time ? LocalTimes.Write(time) : null, own.LocalTime is null, null);

    private sealed record Trail(string Task, string? LocalTime, bool Muted, string? Reason);

    /// <param name="Own">What held so far; null: the standard.</param>
    private sealed record Standing(Client Client, TaskDefinition Task, bool Dispatched, OwnTask? Own);
}
