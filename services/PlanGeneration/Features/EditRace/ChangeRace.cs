using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.PlanGeneration.Data;
using Platform.PlanGeneration.Domain.Racing;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.PlanGeneration.Features.EditRace;

internal static class ChangeRace
{
    public static void Map(RouteGroupBuilder races)
    {
        races.MapPut("/{id:guid}", Put).WithSummary("Replaces a race of mine. Plans already made for it stay as they are.");
        races.MapDelete("/{id:guid}", Delete).WithSummary("Deletes a race of mine. Plans made for it stay, without it.");
    }

    private static async Task<Results<Ok<RaceView>, ProblemHttpResult>> Put(
        Guid id, [FromBody] RaceInput input, ClaimsPrincipal person, Database database, TimeProvider time, HttpContext http, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var faults = new Faults();
        var expected = ExpectedVersion.Read(http.Request, input.Version, faults);
        var race = RaceReading.Read(input, DateOnly.FromDateTime(now.UtcDateTime), faults);
        var owner = person.UserId();
        await using var work = await database.BeginForAsync(owner, ct);
        if (await Races.FindAsync(work, owner, id, ct) is not { } before)
        {
            return Problems.NotFound("race");
        }

        if (!faults.None)
        {
            return Problems.Invalid(faults.Found);
        }

        if (before.Race == race && expected is null)
        {
            ExpectedVersion.Tell(http.Response, before.Version);
            return TypedResults.Ok(RaceView.Of(before));
        }

        var row = await work.SingleOrDefaultAsync<RaceRow>(
            $"""
            UPDATE races SET version = version + 1, format = @Format, name = @Name, date = @Date, distance_m = @DistanceM,
                goal_seconds = @GoalSeconds, division = @Division, location = @Location, changed_at = @now
            WHERE id = @id AND user_id = @owner AND (@expected::bigint IS NULL OR version = @expected)
            RETURNING {RaceRow.Columns}
            """,
            new { id, owner, expected, now, race.Format, race.Name, race.Date, race.DistanceM, race.GoalSeconds, race.Division, race.Location }, ct);
        if (row is null)
        {
            return await Races.FindAsync(work, owner, id, ct) is { } other
                ? ExpectedVersion.Passed("race", other.Version)
                : Problems.NotFound("race");
        }

        await work.CommitAsync(ct);
        ExpectedVersion.Tell(http.Response, row.Version);
        return TypedResults.Ok(RaceView.Of(row));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Delete(Guid id, ClaimsPrincipal person, Database database, CancellationToken ct)
    {
        var owner = person.UserId();
        await using var work = await database.BeginForAsync(owner, ct);
        var deleted = await work.ExecuteAsync("DELETE FROM races WHERE id = @id AND user_id = @owner", new { id, owner }, ct);
        await work.CommitAsync(ct);
        return deleted == 1 ? TypedResults.NoContent() : Problems.NotFound("race");
    }
}
