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
        var alert = await work.SingleOrDefaultAsync<AlertView>(
            $"""
            UPDATE alerts SET status = 'acknowledged', acknowledged_at = @Now, acknowledged_by = @By
            WHERE id = @id AND status = 'open' RETURNING {ShowAlerts.Columns}
            """,
            new { id, Now = await clock.NowAsync(work, ct), By = http.User.UserId() }, ct);
        if (alert is not null)
        {
            await work.CommitAsync(ct);
            return TypedResults.Ok(alert);
        }

        return await work.ScalarAsync<bool>("SELECT EXISTS (SELECT FROM alerts WHERE id = @id)", new { id }, ct)
            ? Problems.Conflict("alert-acknowledged", "The alert has been acknowledged already.")
            : Problems.NotFound("alert");
    }
}
