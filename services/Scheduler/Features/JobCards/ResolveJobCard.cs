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
        return await ChangeJobCard.LockAsync(work, id, ct) switch
        {
            null => Problems.NotFound("job card"),
            { Status: "open" } card => TypedResults.Ok(await ChangeJobCard.SaveAsync(
                work, card, "status = 'resolved', resolved_at = @Now, resolved_by = @By, resolution = @Value",
                request?.Resolution is { } text ? Text.Cut(text, 1000) : null, "job_card_resolved", http.User.UserId(), await clock.NowAsync(work, ct), ct)),
            _ => Problems.Conflict("job-card-resolved", "The job card has been resolved already."),
        };
    }
}
