using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.Delivery.Domain;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Delivery.Features.LogTopSet;

/// <summary><c>PUT /api/logs/{date}/{exerciseId}</c>: what the modal does, for the web app.</summary>
internal static class PutLog
{
    public static void MapPutLog(this IEndpointRouteBuilder routes) =>
        routes.MapPut("/api/logs/{date}/{exerciseId}", HandleAsync).RequireAuthorization().WithTags("logs")
            .WithSummary("Logs the top set of an exercise of one's own workout, or corrects it while the day is open.");

    private static async Task<Results<Ok<LoggedTopSet>, ProblemHttpResult>> HandleAsync(
        [FromRoute(Name = "date")] string dateText, string exerciseId, TopSetRequest request, ClaimsPrincipal person, Database database, TimeProvider time, CancellationToken ct)
    {
        var query = new ListQuery();
        var asked = query.Date("date", dateText);
        var (set, wrong) = TopSetRules.Check(request.WeightKg, request.Reps);
        if (set is null || asked is not { } date)
        {
            return Problems.Invalid([.. query.Faults.Found, .. wrong]);
        }

        var userId = person.UserId();
        await using var work = await database.BeginForAsync(userId, ct);
        if (await FindAsync(userId, date, exerciseId, work, ct) is not { } target)
        {
            return Problems.NotFound("exercise in a workout of that date");
        }

        var day = await DayLogs.LockAsync(userId, date, null, work, ct);
        if (day.IsClosed)
        {
            return Problems.Conflict("day-closed", PostedExercise.Closed);
        }

        var (stored, _) = await day.StoreAsync(target, set, null, time.GetUtcNow(), work, ct);
        await work.CommitAsync(ct);
        return TypedResults.Ok(new LoggedTopSet(date, exerciseId, target.Exercise.Name, set.WeightKg, set.Reps, stored.Version, stored.LoggedAt));
    }

    // What was posted, and what the plan says now where that is newer: both may be trained.
    private static async Task<Target?> FindAsync(Guid userId, DateOnly date, string exerciseId, Work work, CancellationToken ct)
    {
        var workouts = await work.QueryAsync<string>(
            """
            SELECT workout::text FROM (
                SELECT content AS workout, part FROM deliveries
                WHERE user_id = @userId AND engine = 'training_dispatcher' AND local_date = @date AND kind = 'drop' AND content IS NOT NULL
                UNION ALL
                SELECT workout, 1000 FROM workouts WHERE user_id = @userId AND local_date = @date) w
            ORDER BY part
            """,
            new { userId, date }, ct);
        return workouts.Select(WorkoutJson.Read).Select(w => w.Find(exerciseId) is { } exercise ? new Target(userId, date, w, exercise) : null)
            .FirstOrDefault(t => t is not null);
    }
}

/// <param name="WeightKg">0 to 1000, at most two decimals.</param>
/// <param name="Reps">1 to 1000, whole.</param>
internal sealed record TopSetRequest(decimal? WeightKg, decimal? Reps);

/// <param name="Version">1, and one more with each correction.</param>
internal sealed record LoggedTopSet(
    DateOnly Date, string ExerciseId, string ExerciseName, decimal WeightKg, int Reps, long Version, DateTimeOffset LoggedAt);
