using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.PlanGeneration.Data;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Daily;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.PlanGeneration.Features.GenerateSession;

/// <param name="Session">Alternatives stand with each exercise.</param>
/// <param name="Reasoning">Why this kind, what was spared and swapped, and what recovery had to do with it.</param>
/// <param name="Source"><c>plan</c> or <c>coach</c>.</param>
/// <param name="Provenance"><c>source</c> is <c>rules</c> or <c>model</c>, with what the model's answer came to.</param>
/// <param name="Notice">Where a language model is configured and did not write it: why.</param>
internal sealed record PrescriptionView(
    JsonElement Session, IReadOnlyList<string> Reasoning, string Source, JsonElement? Provenance, string? Notice, WorkoutView Workout);

internal static class GenerateSession
{
    public static void Map(RouteGroupBuilder training) => training.MapPost("/generate-daily-session", Post)
        .WithSummary("Makes today's session from how I feel, the time I have, where I am and what hurts. It replaces today's workout and stays.");

    private static async Task<Results<Ok<PrescriptionView>, ProblemHttpResult>> Post(
        [FromBody] StepOneInput input, ClaimsPrincipal person, Database database, AskForSession ask, StoreSession store, TimeProvider time, CancellationToken ct)
    {
        var faults = new Faults();
        var said = StepOne.Read(input, CatalogueIndex.Shipped, faults);
        var userId = person.UserId();
        var (situation, problem) = await ReadAsync(database, userId, said, faults, time, ct);
        if (situation is null)
        {
            return problem!;
        }

        // No transaction is open while the model thinks.
        var byRules = situation.ByRules();
        var written = await ask.RunAsync(situation, byRules, ct);
        return TypedResults.Ok(await store.RunAsync(situation, written, ct));
    }

    private static async Task<(Situation? Situation, ProblemHttpResult? Problem)> ReadAsync(
        Database database, Guid userId, StepOne said, Faults faults, TimeProvider time, CancellationToken ct)
    {
        await using var work = await database.BeginForAsync(userId, ct);
        var place = said.LocationId is { } id ? await Locations.FindAsync(work, userId, id, ct) : null;
        if (said.LocationId is not null && place is null)
        {
            faults.Add("locationId", "locationId is no place of yours: GET /api/locations lists them.");
        }

        if (!faults.None)
        {
            return (null, Problems.Invalid(faults.Found));
        }

        if (!OwnDate.TryRead((await Athletes.FindAsync(work, userId, ct))?.TimeZone, time, out var today, out var problem))
        {
            return (null, problem);
        }

        if (await Trainees.FindAsync(work, userId, today, place, said.Equipment, ct) is not { } trainee)
        {
            return (null, NoTrainingProfile.Yet);
        }

        var planned = (await Plans.ActiveDayAsync(work, [userId], today, ct)).GetValueOrDefault(userId);
        var recent = (await RecentTrainings.LoadAsync(work, [userId], today, ct))[userId];
        return (Situation.Of(userId, today, said, trainee, place?.Name, planned, recent), null);
    }
}
