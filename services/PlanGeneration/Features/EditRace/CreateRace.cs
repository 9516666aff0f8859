using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.PlanGeneration.Data;
using Platform.PlanGeneration.Domain.Racing;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.PlanGeneration.Features.EditRace;

internal static class CreateRace
{
    public static void Map(RouteGroupBuilder races) =>
        races.MapPost("/", Post).WithSummary("Notes a race of mine. Repeated with the same Idempotency-Key, it answers the race that was noted.");

    private static async Task<Results<Created<RaceView>, ProblemHttpResult>> Post(
        [FromBody] RaceInput input, ClaimsPrincipal person, Database database, TimeProvider time, HttpContext http, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var faults = new Faults();
        var race = RaceReading.Read(input, DateOnly.FromDateTime(now.UtcDateTime), faults);
        var key = IdempotencyKey.Read(http.Request, faults);
        if (!faults.None)
        {
            return Problems.Invalid(faults.Found);
        }

        var owner = person.UserId();
        await using var work = await database.BeginForAsync(owner, ct);
        if (await Races.InsertAsync(work, owner, race, key, now, ct) is not { } row)
        {
            return TooMany.Of("races", Races.MostOfOnePerson);
        }

        await work.CommitAsync(ct);
        ExpectedVersion.Tell(http.Response, row.Version);
        return TypedResults.Created($"/api/races/{row.Id}", RaceView.Of(row));
    }
}
