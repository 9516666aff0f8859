using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.Contracts.Scheduler;
using Platform.Delivery.Demands;
using Platform.Delivery.Demands.Training;
using Platform.Delivery.Domain;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Delivery.Features.Log;

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
        var targets = await TrainingDay.TargetsAsync(userId, date, work, ct);
        if (targets.FirstOrDefault(t => t.Exercise.ExerciseId == exerciseId) is not { } target)
        {
            return Problems.NotFound("exercise in a workout of that date");
        }

        if (await DemandDay.LockAsync(userId, Engines.TrainingDispatcher, date, work, ct))
        {
            return Problems.Conflict("day-closed", Texts.For("en").DayClosed);
        }

        var now = time.GetUtcNow();
        var logs = await DayLogs.ReadAsync(userId, date, work, ct);
        var (stored, before) = await logs.StoreAsync(target, set, null, now, work, ct);
        if (before != set)
        {
            await DemandDay.RefreshAsync(userId, Engines.TrainingDispatcher, date, null, now, work, ct);
        }

        await work.CommitAsync(ct);
        return TypedResults.Ok(new LoggedTopSet(date, exerciseId, target.Exercise.Name, set.WeightKg, set.Reps, stored.Version, stored.LoggedAt));
    }
}

/// <param name="WeightKg">0 to 1000, at most two decimals.</param>
/// <param name="Reps">1 to 1000, whole.</param>
internal sealed record TopSetRequest(decimal? WeightKg, decimal? Reps);

/// <param name="Version">1, and one more with each correction.</param>
internal sealed record LoggedTopSet(
    DateOnly Date, string ExerciseId, string ExerciseName, decimal WeightKg, int Reps, long Version, DateTimeOffset LoggedAt);
