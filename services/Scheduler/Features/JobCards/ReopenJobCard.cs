using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Platform.Scheduler.Data;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Scheduler.Features.JobCards;

/// <summary>Opens a card again that was closed too early; who had it has it again. How it had been resolved stays in the audit.</summary>
internal static class ReopenJobCard
{
    public static async Task<Results<Ok<JobCardView>, ProblemHttpResult>> HandleAsync(
        Guid id, HttpContext http, Database database, SchedulerClock clock, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        try
        {
            return await ChangeJobCard.LockAsync(work, id, ct) switch
            {
                null => Problems.NotFound("job card"),
                { Status: "open" } => Problems.Conflict("job-card-open", "The job card is open."),
                { } card => TypedResults.Ok(await ChangeJobCard.SaveAsync(
                    work, card, "status = 'open', resolved_at = NULL, resolved_by = NULL, resolution = NULL, reopened_at = @Now",
                    null, "job_card_reopened", http.User.UserId(), await clock.NowAsync(work, ct), ct)),
            };
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return Problems.Conflict("job-card-raised-again", "The same cause has raised a card since, which is open: see to that one.");
        }
    }
}
