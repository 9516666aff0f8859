using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Scheduler.Data;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Scheduler.Features.Alerts;

/// <summary>Which open alerts: of a task, and where told of one engine, one reason, or raised before an instant.</summary>
internal sealed record AcknowledgeRequest(string? Task, string? Engine, string? Reason, DateTimeOffset? RaisedBefore);

internal sealed record AcknowledgeAnswer(int Acknowledged);

/// <summary>Takes note of a whole group at once. Asked again, it finds what has been raised since.</summary>
internal static class AcknowledgeGroup
{
    // As long as reasons are kept.
    private const int LongestReason = 500;

    public static async Task<Results<Ok<AcknowledgeAnswer>, ProblemHttpResult>> HandleAsync(
        AcknowledgeRequest request, HttpContext http, Database database, SchedulerClock clock, CancellationToken ct)
    {
        var faults = new Faults();
        var task = faults.Text("task", request.Task, 200);
        var engine = request.Engine is null ? null : faults.Text("engine", request.Engine, 200);
        if (request.Reason is { } given && (given.Length > LongestReason || given.Contains('\0')))
        {
            faults.Add("reason", $"reason: as the alerts have it, at most {LongestReason} characters.");
        }

        if (!faults.None)
        {
            return Problems.Invalid(faults.Found);
        }

        await using var work = await database.BeginAsync(ct);
        var now = await clock.NowAsync(work, ct);
        var by = http.User.UserId();
        var acknowledged = await work.ScalarAsync<int>(
            """
            WITH noted AS (
                UPDATE alerts SET status = 'acknowledged', acknowledged_at = @now, acknowledged_by = @by
                WHERE status = 'open' AND task = @task AND (@engine::text IS NULL OR engine = @engine) AND (@Reason::text IS NULL OR reason = @Reason)
                  AND (@RaisedBefore::timestamptz IS NULL OR raised_at < @RaisedBefore)
                RETURNING id
            )
            SELECT count(*)::int FROM noted
            """,
            new { now, by, task, engine, request.Reason, request.RaisedBefore }, ct);
        if (acknowledged > 0)
        {
            await Audit.WriteAsync(work, by, "alerts_acknowledged", task, null, new { request, acknowledged }, now, ct);
            await work.CommitAsync(ct);
        }

        return TypedResults.Ok(new AcknowledgeAnswer(acknowledged));
    }
}
