using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Scheduler.Data;
using Platform.Scheduler.Domain;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;
using Platform.ServiceDefaults.Time;

namespace Platform.Scheduler.Features.RetryRuns;

/// <summary>Either one run, by its client, task and date; or all of a status, of a task, an engine, a date.</summary>
/// <param name="UserId">One client's run; then <paramref name="Task"/> and <paramref name="LocalDate"/> are required and the status is not.</param>
/// <param name="LocalDate">YYYY-MM-DD. Required with <c>skipped</c>; without it, all dates of the last 31 days.</param>
/// <param name="Status"><c>alerted</c>, <c>skipped</c> or <c>failed</c>.</param>
/// <param name="Reason">Why, for the audit: at most 500 characters.</param>
internal sealed record RetryRequest(Guid? UserId, string? Task, string? Engine, string? LocalDate, string? Status, string? Reason);

/// <param name="Queued">Runs that are sent again at once; their grace window does not hold.</param>
/// <param name="More">There are more of them: ask again.</param>
internal sealed record RetryAnswer(int Queued, bool More);

/// <summary>
/// Sends again what was given up, skipped, or waits for its retry, as the next attempt. Asked again, it finds what is still in
/// that status, so asking twice sends once. Who has been paused since is not sent: the run is skipped, with the reason.
/// </summary>
internal static class RetryRuns
{
    private const int AtOnce = 50_000;

    public static async Task<Results<Ok<RetryAnswer>, ProblemHttpResult>> HandleAsync(
        RetryRequest request, HttpContext http, Database database, SchedulerClock clock, SchedulerOptions options, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var now = await clock.NowAsync(work, ct);
        var tasks = await TaskTable.ReadAsync(work, options, ct);
        var faults = new Faults();
        var asked = Read(request, tasks, AskableDates.At(now), faults);
        if (!faults.None)
        {
            return Problems.Invalid(faults.Found);
        }

        var queued = await RunsAgain.QueueAsync(
            work, asked.From, asked.Values, asked.Statuses, options.CatchUpPerSecond, AtOnce, now, ct);
        if (queued == 0 && request.UserId is { } user)
        {
            return await RefuseAsync(work, user, request.Task!, asked.LocalDate!.Value, ct);
        }

        if (queued > 0)
        {
            await Audit.WriteAsync(work, http.User.UserId(), "runs_retried", request.UserId?.ToString() ?? request.Task ?? "runs", null, new { request, queued }, now, ct);
            await work.CommitAsync(ct);
        }

        return TypedResults.Ok(new RetryAnswer(queued, queued == AtOnce));
    }

    private static Asked Read(RetryRequest request, TaskTable tasks, AskableDates dates, Faults faults)
    {
        DateOnly? date = request.LocalDate is null ? null : Dates.TryParse(request.LocalDate, out var on) && dates.Holds(on) ? on : null;
        if (request.LocalDate is not null && date is null)
        {
            faults.Add("localDate", $"localDate: expected {dates.Expected}.");
        }

        var served = tasks.All.Where(tasks.IsDispatched).ToList();
        string[] names = [.. served.Where(t => (request.Task ?? t.Name) == t.Name && (request.Engine ?? t.Engine) == t.Engine).Select(t => t.Name)];
        if (request.Task is not null && served.TrueForAll(t => t.Name != request.Task))
        {
            faults.Add("task", $"task: one that is dispatched here: {string.Join(", ", served.Select(t => t.Name))}.");
        }
        else if (names.Length == 0)
        {
            faults.Add("engine", $"engine: one of {string.Join(", ", served.Select(t => t.Engine).Distinct().Order())}, and the task's own where a task is named.");
        }

        faults.Text("reason", request.Reason, 500);
        return request.UserId is { } user ? ReadOne(request, user, names, date, faults) : ReadMany(request, names, date, dates, faults);
    }

    private static Asked ReadOne(RetryRequest request, Guid user, string[] names, DateOnly? date, Faults faults)
    {
        if (request.Task is null)
        {
            faults.Add("task", "task is required with userId: one run is client, task and date.");
        }

        if (request.LocalDate is null)
        {
            faults.Add("localDate", "localDate is required with userId: one run is client, task and date.");
        }

        if (request.Status is not null)
        {
            faults.Add("status", "status: leave it out where userId names one run.");
        }

        return new(
            "runs r WHERE r.local_date = @date AND r.task = ANY(@names) AND r.user_id = @user", new { date, names, user }, RunsAgain.Waiting, date);
    }

    // Each by the index it has: the key of a date, the alerts of what was given up, what waits by itself.
    private static Asked ReadMany(RetryRequest request, string[] names, DateOnly? date, AskableDates dates, Faults faults)
    {
        if (request.Status is not (RunStatus.Alerted or RunStatus.Skipped or RunStatus.Failed))
        {
            faults.Add("status", "status is required: one of alerted, failed, skipped. Or name one run by userId, task and localDate.");
        }
        else if (request.Status == RunStatus.Skipped && request.LocalDate is null)
        {
            faults.Add("localDate", "localDate is required with the status skipped: go through the dates one by one.");
        }

        var values = new { date, names, dates.First, Everyone = Everyone.Id };
        var from = (date, request.Status) switch
        {
            ({ }, _) => "runs r WHERE r.local_date = @date AND r.task = ANY(@names)",
            (_, RunStatus.Failed) => "runs r WHERE r.ready_at IS NOT NULL AND r.task = ANY(@names) AND r.local_date >= @First",
            _ => """
                alerts a JOIN runs r ON r.local_date = a.local_date AND r.task = a.task AND r.user_id = coalesce(a.user_id, @Everyone)
                WHERE a.task = ANY(@names) AND a.local_date >= @First
                """,
        };
        return new(from, values, [request.Status ?? ""], date);
    }

    private static async Task<ProblemHttpResult> RefuseAsync(Work work, Guid user, string task, DateOnly date, CancellationToken ct) =>
        await work.ScalarAsync<string>(
            "SELECT status::text FROM runs WHERE local_date = @date AND task = @task AND user_id = @user", new { date, task, user }, ct) switch
        {
            null => Problems.NotFound("run"),
            RunStatus.Completed => Problems.Conflict("run-completed", "The run is completed. To have it sent all the same, trigger it with again = true."),
            _ => Problems.Conflict("run-under-way", "The run is under way, or in line to be sent: wait for its engine's answer."),
        };

    private sealed record Asked(string From, object Values, IReadOnlyList<string> Statuses, DateOnly? LocalDate);
}
