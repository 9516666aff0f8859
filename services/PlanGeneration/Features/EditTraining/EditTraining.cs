using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.PlanGeneration.Data;
using Platform.PlanGeneration.Domain;
using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.PlanGeneration.Features.EditTraining;

internal static class EditTraining
{
    private const string Address = "/me/training";

    public static void Map(RouteGroupBuilder athletes)
    {
        athletes.MapGet(Address, Get).WithSummary("My training profile: what a coach has to know of me. The ETag is its version.");
        athletes.MapPut(Address, Put).WithSummary("Makes or replaces my whole training profile; one that does not differ changes nothing.");
    }

    private static async Task<Results<Ok<TrainingView>, ProblemHttpResult>> Get(
        ClaimsPrincipal person, Database database, HttpResponse response, CancellationToken ct)
    {
        await using var work = await database.BeginForAsync(person.UserId(), ct);
        if (await Athletes.FindAsync(work, person.UserId(), ct) is not { } athlete)
        {
            return NoProfile.Yet;
        }

        if (await TrainingProfiles.FindAsync(work, person.UserId(), ct) is not { } row)
        {
            return NoTrainingProfile.Yet;
        }

        ExpectedVersion.Tell(response, row.Version);
        return TypedResults.Ok(TrainingView.Of(row, athlete));
    }

    private static async Task<Results<Ok<TrainingView>, Created<TrainingView>, ProblemHttpResult>> Put(
        [FromBody] TrainingProfileInput input, ClaimsPrincipal person, Database database, TimeProvider time, HttpContext http, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var work = await database.BeginForAsync(person.UserId(), ct);
        // Locked first: the training days stay what they are until this is stored.
        if (await Athletes.LockAsync(work, person.UserId(), ct) is not { } athlete)
        {
            return NoProfile.Yet;
        }

        var faults = new Faults();
        var expected = ExpectedVersion.Read(http.Request, input.Version, faults);
        var profile = TrainingProfileRules.Read(
            input, new WeekDays(athlete.ScheduleDays), athlete.LocalDateAt(now), CatalogueIndex.Shipped, faults);
        if (!faults.None)
        {
            return Problems.Invalid(faults.Found);
        }

        var stored = await TrainingProfiles.StoreAsync(work, athlete, profile, expected, now, ct);
        if (stored.Outcome == ProfileOutcome.VersionPassed)
        {
            return ExpectedVersion.Passed("training profile", stored.Row?.Version);
        }

        await work.CommitAsync(ct);
        ExpectedVersion.Tell(http.Response, stored.Row!.Version);
        var view = TrainingView.Of(stored.Row, stored.Athlete);
        return stored.Outcome == ProfileOutcome.Created ? TypedResults.Created("/api/athletes/me/training", view) : TypedResults.Ok(view);
    }
}
