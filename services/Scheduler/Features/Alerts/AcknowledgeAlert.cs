using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Scheduler.Data;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Scheduler.Features.Alerts;

internal static class AcknowledgeAlert
{
    public static async Task<Results<Ok<AlertView>, ProblemHttpResult>> HandleAsync(
        Guid id, HttpContext http, Database database, SchedulerClock clock, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var now = await clock.NowAsync(work, ct);
        var by = http.User.UserId();
        var alert = await work.SingleOrDefaultAsync<AlertView>(
            $"""
            UPDATE alerts SET status = 'acknowledged', acknowledged_at = @now, acknowledged_by = @by
            WHERE id = @id AND status = 'open' RETURNING {ShowAlerts.Columns}
            """,
            new { id, now, by }, ct);
        if (alert is not null)
        {
            await Audit.WriteAsync(work, by, "alert_acknowledged", id.ToString(), null, alert, now, ct);
            await work.CommitAsync(ct);
            return TypedResults.Ok(alert);
        }

        return await work.ScalarAsync<bool>("SELECT EXISTS (SELECT FROM alerts WHERE id = @id)", new { id }, ct)
            ? Problems.Conflict("alert-acknowledged", "The alert has been acknowledged already.")
            : Problems.NotFound("alert");
    }
}
