using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Scheduler.Data;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Scheduler.Features.PauseAll;

/// <param name="Reason">Why, at most 500 characters; required to pause, may be left out to resume.</param>
internal sealed record PauseRequest(string? Reason);

/// <summary>
/// Holds every dispatch back on all replicas, from the next step of whatever is being walked, and lets it go again. What
/// comes due meanwhile waits: after resuming it runs late inside its grace window, else it is recorded as skipped.
/// Paused twice is paused once; the first reason stands.
/// </summary>
internal static class PauseAll
{
    private const int LongestReason = 500;

    public static Task<Results<Ok<Dispatching>, ProblemHttpResult>> PauseAsync(
        PauseRequest? request, HttpContext http, Database database, SchedulerClock clock, CancellationToken ct)
    {
        var faults = new Faults();
        var reason = faults.Text("reason", request?.Reason, LongestReason);
        return ChangeAsync(true, reason, faults, http, database, clock, ct);
    }

    public static Task<Results<Ok<Dispatching>, ProblemHttpResult>> ResumeAsync(
        PauseRequest? request, HttpContext http, Database database, SchedulerClock clock, CancellationToken ct)
    {
        var faults = new Faults();
        var reason = request?.Reason is { } given ? faults.Text("reason", given, LongestReason) : null;
        return ChangeAsync(false, reason, faults, http, database, clock, ct);
    }

    private static async Task<Results<Ok<Dispatching>, ProblemHttpResult>> ChangeAsync(
        bool paused, string? reason, Faults faults, HttpContext http, Database database, SchedulerClock clock, CancellationToken ct)
    {
        if (!faults.None)
        {
            return Problems.Invalid(faults.Found);
        }

        await using var work = await database.BeginAsync(ct);
        var before = await Dispatching.ReadAsync(work, ct);
        var now = await clock.NowAsync(work, ct);
        var by = http.User.UserId();
        if (await Dispatching.ChangeAsync(work, paused, by, reason, now, ct) is not { } after)
        {
            return TypedResults.Ok(await Dispatching.ReadAsync(work, ct));
        }

        await Audit.WriteAsync(work, by, paused ? "paused" : "resumed", "dispatching", before, after, now, ct);
        await work.CommitAsync(ct);
        return TypedResults.Ok(after);
    }
}
