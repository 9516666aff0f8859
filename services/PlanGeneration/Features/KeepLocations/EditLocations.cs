using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.PlanGeneration.Data;
using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.PlanGeneration.Features.KeepLocations;

internal static class EditLocations
{
    public static void Map(RouteGroupBuilder locations)
    {
        locations.MapPost("/", Post).WithSummary("Adds a place where I train. Repeated with the same Idempotency-Key, it answers the place that was made.");
        locations.MapPut("/{id:guid}", Put).WithSummary("Replaces a whole place of mine; one that does not differ changes nothing. Making it the primary one unmakes the other.");
        locations.MapDelete("/{id:guid}", Delete).WithSummary("Deletes a place of mine. After the primary one, none is primary.");
    }

    private static async Task<Results<Created<LocationView>, ProblemHttpResult>> Post(
        [FromBody] LocationInput input, ClaimsPrincipal person, Database database, TimeProvider time, HttpContext http, CancellationToken ct)
    {
        var faults = new Faults();
        var key = IdempotencyKey.Read(http.Request, faults);
        var location = LocationRules.Read(input, CatalogueIndex.Shipped, faults);
        if (!faults.None)
        {
            return Problems.Invalid(faults.Found);
        }

        var userId = person.UserId();
        await using var work = await database.BeginForAsync(userId, ct);
        await Locations.LockAllAsync(work, userId, ct);
        if (await Locations.InsertAsync(work, userId, location, key, time.GetUtcNow(), ct) is not { } row)
        {
            return TooMany.Of("places", Locations.MostOfOnePerson);
        }

        await work.CommitAsync(ct);
        ExpectedVersion.Tell(http.Response, row.Version);
        return TypedResults.Created($"/api/locations/{row.Id}", LocationView.Of(row));
    }

    private static async Task<Results<Ok<LocationView>, ProblemHttpResult>> Put(
        Guid id, [FromBody] LocationInput input, ClaimsPrincipal person, Database database, TimeProvider time, HttpContext http, CancellationToken ct)
    {
        var userId = person.UserId();
        await using var work = await database.BeginForAsync(userId, ct);
        await Locations.LockAllAsync(work, userId, ct);
        if (await Locations.FindAsync(work, userId, id, ct) is not { } row)
        {
            return Problems.NotFound("place");
        }

        var faults = new Faults();
        var expected = ExpectedVersion.Read(http.Request, input.Version, faults);
        var location = LocationRules.Read(input, CatalogueIndex.Shipped, faults);
        if (!faults.None)
        {
            return Problems.Invalid(faults.Found);
        }

        if (expected is not null && expected != row.Version)
        {
            return ExpectedVersion.Passed("place", row.Version);
        }

        if (row.Location != location)
        {
            row = await Locations.UpdateAsync(work, userId, id, location, time.GetUtcNow(), ct);
            await work.CommitAsync(ct);
        }

        ExpectedVersion.Tell(http.Response, row.Version);
        return TypedResults.Ok(LocationView.Of(row));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Delete(
        Guid id, ClaimsPrincipal person, Database database, CancellationToken ct)
    {
        var userId = person.UserId();
        await using var work = await database.BeginForAsync(userId, ct);
        await Locations.LockAllAsync(work, userId, ct);
        var deleted = await work.ExecuteAsync("DELETE FROM training_locations WHERE id = @id AND user_id = @userId", new { id, userId }, ct);
        await work.CommitAsync(ct);
        return deleted == 1 ? TypedResults.NoContent() : Problems.NotFound("place");
    }
}
