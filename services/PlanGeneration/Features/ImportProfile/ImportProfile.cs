using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.PlanGeneration.Data;
using Platform.PlanGeneration.Domain;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.PlanGeneration.Features.ImportProfile;

/// <summary>
/// Takes over a profile from an earlier system as it came: a zone that is none and a block that is not here are kept,
/// so that nothing is lost on the way in; Scheduler and generation raise job cards for them.
/// </summary>
internal static class ImportProfile
{
    public static void Map(RouteGroupBuilder athletes) =>
        athletes.MapPut("/{id:guid}/import", Put).RequireAuthorization(PlatformRoles.Operator)
            .WithSummary("Operators: stores a profile from an earlier system, even with an unknown zone or block.");

    private static async Task<Results<Ok<AthleteView>, Created<AthleteView>, ProblemHttpResult>> Put(
        Guid id, [FromBody] ProfileInput input, Database database, TimeProvider time, HttpContext http, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var faults = new Faults();
        var expected = ExpectedVersion.Read(http.Request, input.Version, faults);
        var profile = ProfileRules.Read(input, DateOnly.FromDateTime(now.UtcDateTime), imported: true, faults);
        if (!faults.None)
        {
            return Problems.Invalid(faults.Found);
        }

        await using var work = await database.BeginAsync(ct);
        var (outcome, row) = await Athletes.StoreAsync(work, id, profile, expected, now, ct);
        if (outcome == ProfileOutcome.VersionPassed)
        {
            return ExpectedVersion.Passed("profile", row?.Version);
        }

        await work.CommitAsync(ct);
        ExpectedVersion.Tell(http.Response, row!.Version);
        return outcome == ProfileOutcome.Created
            ? TypedResults.Created($"/api/athletes/{id}", AthleteView.Of(row))
            : TypedResults.Ok(AthleteView.Of(row));
    }
}
