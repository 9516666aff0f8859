using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Scheduler.Data;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Scheduler.Features.JobCards;

/// <param name="Resolution">What was done about it, at most 1,000 characters; may be left out.</param>
internal sealed record ResolveRequest(string? Resolution);

internal static class ResolveJobCard
{
    public static async Task<Results<Ok<JobCardView>, ProblemHttpResult>> HandleAsync(
        Guid id, ResolveRequest? request, HttpContext http, Database database, SchedulerClock clock, CancellationToken ct)
    {
        if (request?.Resolution is { Length: > 1000 })
        {
            return Problems.Invalid("resolution", "resolution: at most 1,000 characters.");
        }

        await using var work = await database.BeginAsync(ct);
        var card = await work.SingleOrDefaultAsync<JobCardView>(
            $"""
            UPDATE job_cards SET status = 'resolved', resolved_at = @Now, resolved_by = @By, resolution = @Resolution
            WHERE id = @id AND status = 'open' RETURNING {ShowJobCards.Columns}
            """,
            new
            {
                id,
                Now = await clock.NowAsync(work, ct),
                By = http.User.UserId(),
                Resolution = request?.Resolution is { } text ? Text.Cut(text, 1000) : null,
            },
            ct);
        if (card is not null)
        {
            await work.CommitAsync(ct);
            return TypedResults.Ok(card);
        }

        return await work.ScalarAsync<bool>("SELECT EXISTS (SELECT FROM job_cards WHERE id = @id)", new { id }, ct)
            ? Problems.Conflict("job-card-resolved", "The job card has been resolved already.")
            : Problems.NotFound("job card");
    }
}
