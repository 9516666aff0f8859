using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.PlanGeneration.Data;
using Platform.PlanGeneration.Domain;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.PlanGeneration.Features.EditProfile;

internal static class EditProfile
{
    public static void Map(RouteGroupBuilder athletes) =>
        athletes.MapPut("/me", Put).WithSummary("Makes or replaces my whole profile; one that does not differ changes nothing.");

    private static async Task<Results<Ok<AthleteView>, Created<AthleteView>, ProblemHttpResult>> Put(
        [FromBody] ProfileInput input, ClaimsPrincipal person, Database database, TimeProvider time, HttpContext http, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var faults = new Faults();
        var expected = ExpectedVersion.Read(http.Request, input.Version, faults);
        var profile = ProfileRules.Read(input, DateOnly.FromDateTime(now.UtcDateTime), imported: false, faults);

        await using var work = await database.BeginForAsync(person.UserId(), ct);
        // The transaction sees only the blocks that this person may see.
        if (profile.BlockId is { } block && await Blocks.FindAsync(work, block, ct) is null)
        {
            faults.Add("blockId", "blockId is not a block that you can see: take one of GET /api/blocks, or null.");
        }

        // Locked first: the training profile keeps its never-days until this is stored.
        if (await Athletes.LockAsync(work, person.UserId(), ct) is not null
            && await TrainingProfiles.FindAsync(work, person.UserId(), ct) is { } training)
        {
            ProfileRules.RefuseNeverDays(profile.ScheduleDays, training.Read().NeverDays, faults);
        }

        if (!faults.None)
        {
            return Problems.Invalid(faults.Found);
        }

        var (outcome, row) = await Athletes.StoreAsync(work, person.UserId(), profile, expected, now, ct);
        if (outcome == ProfileOutcome.VersionPassed)
        {
            return ExpectedVersion.Passed("profile", row?.Version);
        }

        await work.CommitAsync(ct);
        ExpectedVersion.Tell(http.Response, row!.Version);
        return outcome == ProfileOutcome.Created
            ? TypedResults.Created("/api/athletes/me", AthleteView.Of(row))
            : TypedResults.Ok(AthleteView.Of(row));
    }
}
