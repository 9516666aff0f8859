using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.PlanGeneration.Data;
using Platform.PlanGeneration.Domain;
using Platform.PlanGeneration.Generation;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;
using Platform.ServiceDefaults.Time;

namespace Platform.PlanGeneration.Features.ShowToday;

/// <param name="LocalDate">Today on the athlete's calendar.</param>
/// <param name="Workout">Today's workout; also there where training was called off after it had been made.</param>
/// <param name="NextTrainingDate">The next training date after today, if one is in sight.</param>
internal sealed record TodayView(DateOnly LocalDate, DayStatus Status, WorkoutView? Workout, DateOnly? NextTrainingDate);

internal static class ShowToday
{
    public static void Map(RouteGroupBuilder training) =>
        training.MapGet("/today", Get).WithSummary("Today's workout, made there and then where 04:00 has not made it.");

    private static async Task<Results<Ok<TodayView>, ProblemHttpResult>> Get(
        ClaimsPrincipal person, Database database, GenerateWorkouts generate, TimeProvider time, CancellationToken ct)
    {
        var userId = person.UserId();
        await using var work = await database.BeginForAsync(userId, ct);
        if (await Athletes.FindAsync(work, userId, ct) is not { } athlete)
        {
            return NoProfile.Yet;
        }

        if (!Zones.TryParse(athlete.TimeZone, out var zone))
        {
            return Problems.Conflict(
                "invalid-time-zone",
                $"Your profile's timeZone is not a zone that is known here, so today's date is unknown: PUT /api/athletes/me with {Zones.Examples}.");
        }

        var today = Zones.LocalDateAt(zone, time.GetUtcNow());
        var status = athlete.Calendar.On(today);
        var workout = await Workouts.FindAsync(work, userId, today, ct);
        if (workout is null && status == DayStatus.Training)
        {
            var result = await generate.RunAsync(work, [userId], today, ct);
            if (result.Failed.Count > 0)
            {
                return Problems.Create(
                    StatusCodes.Status500InternalServerError, "generation-failed", "The workout could not be made",
                    "Today's workout could not be made; we have been told. Try again later.");
            }

            workout = await Workouts.FindAsync(work, userId, today, ct);
            await work.CommitAsync(ct);
        }

        return TypedResults.Ok(new TodayView(today, status, workout?.ToView(), athlete.Calendar.NextAfter(today)));
    }
}
