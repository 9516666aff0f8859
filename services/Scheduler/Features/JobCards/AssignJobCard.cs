using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Scheduler.Data;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Scheduler.Features.JobCards;

/// <param name="Assignee">Who sees to it; null takes it from whoever had it.</param>
internal sealed record AssignRequest(Guid? Assignee);

internal static class AssignJobCard
{
    public static async Task<Results<Ok<JobCardView>, ProblemHttpResult>> HandleAsync(
        Guid id, AssignRequest request, HttpContext http, Database database, SchedulerClock clock, CancellationToken ct)
    {
        if (request.Assignee == Guid.Empty)
        {
            return Problems.Invalid("assignee", "assignee: the id of a person, or null for nobody.");
        }

        await using var work = await database.BeginAsync(ct);
        return await ChangeJobCard.LockAsync(work, id, ct) switch
        {
            null => Problems.NotFound("job card"),
            { Status: not "open" } => Problems.Conflict("job-card-resolved", "The job card has been resolved: reopen it first."),
            { } card when card.AssignedTo == request.Assignee => TypedResults.Ok(card),
            { } card => TypedResults.Ok(await ChangeJobCard.SaveAsync(
                work, card, "assigned_to = @Value::uuid, assigned_at = CASE WHEN @Value::uuid IS NOT NULL THEN @Now END",
                request.Assignee, "job_card_assigned", http.User.UserId(), await clock.NowAsync(work, ct), ct)),
        };
    }
}
