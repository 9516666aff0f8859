using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.PlanGeneration.Data;
using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.PlanGeneration.Features.KeepGoals;

internal static class EditGoals
{
    public static void Map(RouteGroupBuilder goals)
    {
        goals.MapPost("/", Post).WithSummary("Sets me a goal. Repeated with the same Idempotency-Key, it answers the goal that was made.");
        goals.MapPut("/{id:guid}", Put).WithSummary("Replaces a whole goal of mine; one that does not differ changes nothing.");
        goals.MapDelete("/{id:guid}", Delete).WithSummary("Deletes a goal of mine. One that is reached can be kept with \"active\": false.");
    }

    private static async Task<Results<Created<GoalView>, ProblemHttpResult>> Post(
        [FromBody] GoalInput input, ClaimsPrincipal person, Database database, TimeProvider time, HttpContext http, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var userId = person.UserId();
        var faults = new Faults();
        var key = IdempotencyKey.Read(http.Request, faults);
        await using var work = await database.BeginForAsync(userId, ct);
        var goal = GoalRules.Read(input, await TodayAsync(work, userId, now, ct), CatalogueIndex.Shipped, faults);
        if (goal is null || !faults.None)
        {
            return Problems.Invalid(faults.Found);
        }

        if (await Goals.InsertAsync(work, userId, goal, key, now, ct) is not { } row)
        {
            return TooMany.Of("goals", Goals.MostOfOnePerson);
        }

        await work.CommitAsync(ct);
        ExpectedVersion.Tell(http.Response, row.Version);
        return TypedResults.Created($"/api/athletes/me/goals/{row.Id}", GoalView.Of(row));
    }

    private static async Task<Results<Ok<GoalView>, ProblemHttpResult>> Put(
        Guid id, [FromBody] GoalInput input, ClaimsPrincipal person, Database database, TimeProvider time, HttpContext http, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var userId = person.UserId();
        await using var work = await database.BeginForAsync(userId, ct);
        if (await Goals.LockAsync(work, userId, id, ct) is not { } row)
        {
            return Problems.NotFound("goal");
        }

        var faults = new Faults();
        var expected = ExpectedVersion.Read(http.Request, input.Version, faults);
        var goal = GoalRules.Read(input, await TodayAsync(work, userId, now, ct), CatalogueIndex.Shipped, faults);
        if (goal is null || !faults.None)
        {
            return Problems.Invalid(faults.Found);
        }

        if (expected is not null && expected != row.Version)
        {
            return ExpectedVersion.Passed("goal", row.Version);
        }

        if (row.Goal != goal)
        {
            row = await Goals.UpdateAsync(work, userId, id, goal, now, ct);
            await work.CommitAsync(ct);
        }

        ExpectedVersion.Tell(http.Response, row.Version);
        return TypedResults.Ok(GoalView.Of(row));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Delete(
        Guid id, ClaimsPrincipal person, Database database, CancellationToken ct)
    {
        var userId = person.UserId();
        await using var work = await database.BeginForAsync(userId, ct);
        var deleted = await work.ExecuteAsync("DELETE FROM goals WHERE id = @id AND user_id = @userId", new { id, userId }, ct);
        await work.CommitAsync(ct);
        return deleted == 1 ? TypedResults.NoContent() : Problems.NotFound("goal");
    }

    // Goals may be set before there is a profile, and with it a zone.
    private static async Task<DateOnly> TodayAsync(Work work, Guid userId, DateTimeOffset now, CancellationToken ct) =>
        (await Athletes.FindAsync(work, userId, ct))?.LocalDateAt(now) ?? DateOnly.FromDateTime(now.UtcDateTime);
}
