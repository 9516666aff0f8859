using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.PlanGeneration.Data;
using Platform.PlanGeneration.Domain.Planning;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.PlanGeneration.Features.ChangePlan;

/// <summary>Takes plans up, puts them away and deletes them; changes of one person's plans come one after the other.</summary>
internal static class ChangePlan
{
    public static void Map(RouteGroupBuilder plans)
    {
        plans.MapPost("/{id:guid}/activate", Activate).WithSummary("Follows this plan from now on, a draft or one that was put away too.");
        plans.MapPost("/{id:guid}/archive", Archive).WithSummary("Puts a plan away; the active one that was assigned before it is followed again.");
        plans.MapDelete("/{id:guid}", Delete).WithSummary("Deletes a plan of mine. What was trained stays, with what was planned for it.");
    }

    private static async Task<Results<Ok<PlanSummary>, ProblemHttpResult>> Activate(
        Guid id, ClaimsPrincipal person, Database database, TimeProvider time, HttpContext http, CancellationToken ct)
    {
        var (userId, now) = (person.UserId(), time.GetUtcNow());
        await using var work = await database.BeginForAsync(userId, ct);
        var (row, refusal) = await LockAsync(work, userId, id, http.Request, ct);
        if (refusal is not null)
        {
            return refusal;
        }

        if (row!.State == PlanStatus.Completed)
        {
            return Problems.Conflict("plan-completed", "The plan's last day has passed: make a new one with POST /api/training-plan/generate.");
        }

        // Following what is followed changes nothing.
        if (row.State != PlanStatus.Active || await Plans.FollowedAsync(work, userId, ct) != id)
        {
            await MoveAsync(work, id, "status IN ('draft', 'active', 'archived')", PlanStatus.Active, now, ct);
            await Plans.AssignAsync(work, userId, id, now, ct);
            row = await Plans.FindAsync(work, userId, id, ct);
            work.Publish(row!.ToEvent());
            await work.CommitAsync(ct);
        }

        ExpectedVersion.Tell(http.Response, row!.Version);
        return TypedResults.Ok(PlanSummary.Of(row, id));
    }

    private static async Task<Results<Ok<PlanSummary>, ProblemHttpResult>> Archive(
        Guid id, ClaimsPrincipal person, Database database, TimeProvider time, HttpContext http, CancellationToken ct)
    {
        var (userId, now) = (person.UserId(), time.GetUtcNow());
        await using var work = await database.BeginForAsync(userId, ct);
        var (row, refusal) = await LockAsync(work, userId, id, http.Request, ct);
        if (refusal is not null)
        {
            return refusal;
        }

        var before = await Plans.FollowedAsync(work, userId, ct);
        var next = before;
        if (row!.State != PlanStatus.Archived)
        {
            await MoveAsync(work, id, "status IN ('draft', 'active', 'completed')", PlanStatus.Archived, now, ct);
            next = await Plans.FollowNextAsync(work, userId, before, now, ct);
            row = await Plans.FindAsync(work, userId, id, ct);
            await work.CommitAsync(ct);
        }

        ExpectedVersion.Tell(http.Response, row!.Version);
        return TypedResults.Ok(PlanSummary.Of(row, next));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Delete(
        Guid id, ClaimsPrincipal person, Database database, TimeProvider time, HttpContext http, CancellationToken ct)
    {
        var userId = person.UserId();
        await using var work = await database.BeginForAsync(userId, ct);
        var (_, refusal) = await LockAsync(work, userId, id, http.Request, ct);
        if (refusal is not null)
        {
            return refusal;
        }

        var before = await Plans.FollowedAsync(work, userId, ct);
        await work.ExecuteAsync("DELETE FROM training_plans WHERE id = @id AND user_id = @userId", new { id, userId }, ct);
        await Plans.FollowNextAsync(work, userId, before, time.GetUtcNow(), ct);
        await work.CommitAsync(ct);
        return TypedResults.NoContent();
    }

    private static async Task<(PlanRow? Row, ProblemHttpResult? Refusal)> LockAsync(
        Work work, Guid userId, Guid id, HttpRequest request, CancellationToken ct)
    {
        await Plans.LockAsync(work, userId, ct);
        if (await Plans.FindAsync(work, userId, id, ct) is not { } row)
        {
            return (null, Problems.NotFound("training plan"));
        }

        var faults = new Faults();
        var expected = ExpectedVersion.Read(request, null, faults);
        return !faults.None ? (null, Problems.Invalid(faults.Found))
            : expected is { } seen && seen != row.Version ? (null, ExpectedVersion.Passed("plan", row.Version))
            : (row, null);
    }

    private static Task MoveAsync(Work work, Guid id, string from, PlanStatus to, DateTimeOffset now, CancellationToken ct) => work.ExecuteAsync(
        $"UPDATE training_plans SET status = @to, version = version + 1, changed_at = @now WHERE id = @id AND {from}",
        new { id, now, to = Domain.Catalogue.WireNames.Of(to) }, ct);
}
