using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts.Scheduler;
using Platform.Scheduler.Data;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Scheduler.Features.JobCards;

/// <param name="Kind">In snake_case, at most 50 characters; may be one that no service raises.</param>
/// <param name="Subject">What it is about, at most 200 characters: (user, kind, subject) is one card while it is open.</param>
/// <param name="Detail">At most 1,000 characters.</param>
internal sealed record RaiseRequest(Guid? UserId, string? Kind, string? Subject, string? Detail);

/// <summary>An operator's own card. Where one of the same cause is open, that is the answer.</summary>
internal static partial class RaiseByHand
{
    public static async Task<Results<Ok<JobCardView>, ProblemHttpResult>> HandleAsync(
        RaiseRequest request, HttpContext http, Database database, SchedulerClock clock, CancellationToken ct)
    {
        var faults = new Faults();
        var (subject, detail) = (faults.Text("subject", request.Subject, 200), faults.Text("detail", request.Detail, 1000));
        if (request.UserId is null || request.UserId == Guid.Empty)
        {
            faults.Add("userId", "userId is required: the person whom it is about.");
        }

        if (request.Kind is null || !KindPattern().IsMatch(request.Kind))
        {
            faults.Add("kind", "kind is required: lower-case letters, digits and _, at most 50, such as missing_block.");
        }

        if (!faults.None)
        {
            return Problems.Invalid(faults.Found);
        }

        await using var work = await database.BeginAsync(ct);
        var now = await clock.NowAsync(work, ct);
        var raised = await JobCardRows.RaiseAsync(work, [new(request.UserId!.Value, request.Kind!, subject, detail, now)], ct);
        var card = await work.SingleOrDefaultAsync<JobCardView>(
            $"SELECT {ShowJobCards.Columns} FROM job_cards WHERE user_id = @UserId AND kind = @Kind AND subject = @subject AND status = 'open'",
            new { request.UserId, request.Kind, subject }, ct);
        if (card is null)
        {
            return Problems.Conflict("job-card-resolved", "The open card of this cause has been resolved at this moment: ask again.");
        }

        if (raised == 1)
        {
            await Audit.WriteAsync(work, http.User.UserId(), "job_card_raised", card.Id.ToString(), null, card, now, ct);
            await work.CommitAsync(ct);
        }

        return TypedResults.Ok(card);
    }

    [GeneratedRegex(@"\A[a-z][a-z0-9_]{0,49}\z")]
    private static partial Regex KindPattern();
}
