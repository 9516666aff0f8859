using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Scheduler.Data;
using Platform.Scheduler.Domain;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Scheduler.Timekeeping;

/// <param name="To">The instant to run the clock to.</param>
internal sealed record ClockRequest(DateTimeOffset? To);

/// <param name="From">Where the clock stood.</param>
/// <param name="Dispatched">What was due in between, in the order in which it was due.</param>
internal sealed record ClockAnswer(DateTimeOffset From, DateTimeOffset To, IReadOnlyList<Dispatched> Dispatched);

/// <summary>
/// Runs the clock ahead, step by step: each due instant between now and then is lived through in its order, so that
/// 04:00 is dispatched before 07:00. Does not wait for the engines' answers. From then on the scheduler lives at that
/// instant until the real time has come up to it.
/// </summary>
internal static class RunClock
{
    private static readonly TimeSpan Furthest = TimeSpan.FromDays(400);

    // Less than the gateway waits for an answer.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    public static async Task<Results<Ok<ClockAnswer>, ProblemHttpResult>> HandleAsync(
        ClockRequest request, HttpContext http, Database database, SchedulerClock clock, SchedulerOptions options, Timekeeper timekeeper, TimeProvider time,
        CancellationToken ct)
    {
        var started = time.GetTimestamp();
        if (!options.AllowSimulation)
        {
            return Problems.NotFound("address");
        }

        if (request.To is not { } to)
        {
            return Problems.Invalid("to", "to: give the instant to run the clock to, such as 2026-11-22T07:00:00Z.");
        }

        await using var turn = await database.BeginAsync(ct);
        if (!await SchedulerClock.TakeOverAsync(turn, ct))
        {
            return Problems.Conflict("clock-taken", "Someone else is running the clock at this moment: ask again when they are done.");
        }

        var from = await clock.NowAsync(turn, ct);
        if (to < from)
        {
            return Problems.Invalid("to", $"to: the clock stands at {from:O} and does not run backwards; give a later instant.");
        }

        if (to > from + Furthest)
        {
            return Problems.Invalid("to", $"to: at most {Furthest.TotalDays:0} days at once; the clock stands at {from:O}.");
        }

        List<Dispatched> all = [];
        for (var at = from; ;)
        {
            var look = await timekeeper.LookAsync(ct);
            if (look.Paused)
            {
                return Problems.Conflict("dispatching-paused", $"Dispatching is paused, so the clock stays at {at:O}: resume it first (POST /api/scheduler/resume).");
            }

            if (look.NextDue is not { } next || next > to)
            {
                break;
            }

            at = next > at ? next : at;
            await AdvanceAsync(database, at, ct);
            all.AddRange(await timekeeper.RunAsync(at, ct));
            if (time.GetElapsedTime(started) > Longest)
            {
                return Problems.Conflict("clock-under-way", $"The clock has come to {at:O}, which took {Longest.TotalSeconds:0} seconds: ask again for the rest.");
            }
        }

        await using var last = await database.BeginAsync(ct);
        await SchedulerClock.AdvanceAsync(last, to, ct);
        await Audit.WriteAsync(last, http.User.UserId(), "clock_run", "clock", new { at = from }, new { at = to.ToUniversalTime() }, to, ct);
        await last.CommitAsync(ct);
        return TypedResults.Ok(new ClockAnswer(from, to.ToUniversalTime(), all));
    }

    private static async Task AdvanceAsync(Database database, DateTimeOffset to, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        await SchedulerClock.AdvanceAsync(work, to, ct);
        await work.CommitAsync(ct);
    }
}
