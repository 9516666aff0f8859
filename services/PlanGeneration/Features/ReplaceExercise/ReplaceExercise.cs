using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.Contracts.PlanGeneration;
using Platform.PlanGeneration.Data;
using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Daily;
using Platform.PlanGeneration.Domain.Sessions;
using Platform.PlanGeneration.Generation;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.PlanGeneration.Features.ReplaceExercise;

/// <param name="Exercise">The line that stands there now.</param>
/// <param name="Session">The whole session; null for a block's day.</param>
internal sealed record ReplacedView(WorkoutExercise Exercise, IReadOnlyList<string> Reasoning, JsonElement? Session, WorkoutView Workout);

internal static class ReplaceExercise
{
    public static void Map(RouteGroupBuilder training) => training.MapPost("/today/exercises/{exerciseId}/regenerate", Post)
        .WithSummary("Replaces one exercise of today's workout: too hard, too easy, no equipment, pain. Repeated with the same Idempotency-Key, it answers what was replaced.");

    private static async Task<Results<Ok<ReplacedView>, ProblemHttpResult>> Post(
        string exerciseId, [FromBody] ReplaceInput input, ClaimsPrincipal person, Database database, TimeProvider time, HttpContext http, CancellationToken ct)
    {
        var faults = new Faults();
        var wish = ReplaceWish.Read(input, http.Request, faults);
        var key = IdempotencyKey.Read(http.Request, faults);
        if (!faults.None)
        {
            return Problems.Invalid(faults.Found);
        }

        var userId = person.UserId();
        await using var work = await database.BeginForAsync(userId, ct);
        var athlete = (await GenerationInput.AthletesAsync(work, [userId], ct)).GetValueOrDefault(userId);
        if (!OwnDate.TryRead(athlete?.TimeZone, time, out var today, out var problem))
        {
            return problem;
        }

        if (await Workouts.FindAsync(work, userId, today, ct) is not { } row)
        {
            return Problems.Create(StatusCodes.Status404NotFound, "no-workout", "No workout today", "There is no workout today to change: GET /api/training/today shows the day.");
        }

        if (key is not null && await ReplacedWorkouts.FindAsync(work, userId, today, key, ct) is { } before)
        {
            ExpectedVersion.Tell(http.Response, row.Version);
            return TypedResults.Ok(View(row, before.Exercise, before.Reasoning));
        }

        if (wish.Version is not null && wish.Version != row.Version)
        {
            return ExpectedVersion.Passed("workout", row.Version);
        }

        var place = Place.Of(row, exerciseId);
        if (place is null)
        {
            return Problems.NotFound("exercise in today's workout");
        }

        if (place.Exercise is not { } exercise)
        {
            return Problems.Conflict("nothing-suitable", $"{place.Before.Name} is not an exercise of the catalogue, so no other is known to do the same work. Ask for a whole session with POST /api/training/generate-daily-session.");
        }

        var trainee = await Trainees.FindAsync(work, userId, today, ct);
        if (trainee is not null)
        {
            trainee = (await RecentTrainings.LoadAsync(work, [userId], today, ct))[userId].Update(trainee);
        }

        var adapted = wish.Adapt(trainee, exercise, today);
        if (wish.Reason == ReplaceReason.Pain && adapted.Spare.Count == 0)
        {
            return Problems.Invalid("painAreas", "painAreas is required with pain: say where it hurts, such as knee or lower_back.");
        }

        // A session that was asked for on a day of the week that is kept free stays sound.
        adapted = adapted with { Profile = adapted.Profile with { NeverDays = [] } };
        var made = ExerciseReplacement.Try(place.Session, place.Part, place.Step, exercise, adapted, wish.Reason, today, adapted.MinutesOn(today.DayOfWeek));
        if (made is not { Session: { } session, Step: { } step })
        {
            return Problems.Create(
                StatusCodes.Status409Conflict, "nothing-suitable", "Nothing suitable", $"Nothing can stand in for {place.Before.Name}. {string.Join(" ", made.Reasoning)}",
                new() { ["tried"] = made.Reasoning });
        }

        var (workout, line, stored) = place.Changed(session, step);
        row = await ReplacedWorkouts.StoreAsync(work, userId, row, workout, stored, line, made.Reasoning, key, time.GetUtcNow(), ct);
        await work.CommitAsync(ct);
        ExpectedVersion.Tell(http.Response, row.Version);
        return TypedResults.Ok(View(row, line, made.Reasoning));
    }

    private static ReplacedView View(WorkoutRow row, WorkoutExercise line, IReadOnlyList<string> reasoning) =>
        new(line, reasoning, row.Session is null ? null : JsonElement.Parse(row.Session), row.ToView());
}
