using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.PlanGeneration.Data;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.PlanGeneration.Features.ReadProfile;

internal static class ReadProfile
{
    public static void Map(RouteGroupBuilder athletes)
    {
        athletes.MapGet("/me", Mine).WithSummary("My profile. The ETag is its version.");
        athletes.MapGet("/{id:guid}", ById).WithSummary("A profile by id: one's own; anyone else's is not found.");
    }

    private static async Task<Results<Ok<AthleteView>, ProblemHttpResult>> Mine(
        ClaimsPrincipal person, Database database, HttpResponse response, CancellationToken ct) =>
        await FindAsync(person.UserId(), person, database, response, ct) is { } found ? TypedResults.Ok(found) : NoProfile.Yet;

    private static async Task<Results<Ok<AthleteView>, ProblemHttpResult>> ById(
        Guid id, ClaimsPrincipal person, Database database, HttpResponse response, CancellationToken ct) =>
        await FindAsync(id, person, database, response, ct) is { } found ? TypedResults.Ok(found) : Problems.NotFound("athlete");

    private static async Task<AthleteView?> FindAsync(
        Guid id, ClaimsPrincipal person, Database database, HttpResponse response, CancellationToken ct)
    {
        await using var work = await database.BeginForAsync(person.UserId(), ct);
        if (await Athletes.FindAsync(work, id, ct) is not { } row)
        {
            return null;
        }

        ExpectedVersion.Tell(response, row.Version);
        return AthleteView.Of(row);
    }
}
