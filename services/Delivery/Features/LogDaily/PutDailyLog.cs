using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.Delivery.Demands;
using Platform.Delivery.Demands.Daily;
using Platform.Delivery.Domain;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Delivery.Features.LogDaily;

/// <summary><c>PUT /api/logs/{check-ins|meals|cardio}/…</c>: what the modals do, for the web app.</summary>
internal static class PutDailyLog
{
    public static void MapPutDailyLog(this IEndpointRouteBuilder routes)
    {
        var logs = routes.MapGroup("/api/logs").RequireAuthorization().WithTags("logs");
        logs.MapPut("/check-ins/{date}", PutCheckInAsync).WithSummary("Answers the check-in of a date, or corrects the answers while the day is open.");
        logs.MapPut("/meals/{date}/{mealId}", PutMealAsync).WithSummary("Logs a meal of one's own day, or corrects it while the day is open.");
        logs.MapPut("/cardio/{date}/{sessionId}", PutCardioAsync).WithSummary("Logs a cardio session of one's own day, or corrects it while the day is open.");
    }

    private static Task<Results<Ok<CheckInLog>, ProblemHttpResult>> PutCheckInAsync(
        [FromRoute(Name = "date")] string dateText, [FromBody] CheckInRequest request, [AsParameters] Caller caller, CancellationToken ct) =>
        PutAsync(LogKinds.CheckIns, dateText, CheckInAnalyzer.ItemId, request, caller, ct);

    private static Task<Results<Ok<MealLog>, ProblemHttpResult>> PutMealAsync(
        [FromRoute(Name = "date")] string dateText, string mealId, [FromBody] MealRequest request, [AsParameters] Caller caller, CancellationToken ct) =>
        PutAsync(LogKinds.Meals, dateText, mealId, request, caller, ct);

    private static Task<Results<Ok<CardioLog>, ProblemHttpResult>> PutCardioAsync(
        [FromRoute(Name = "date")] string dateText, string sessionId, [FromBody] CardioRequest request, [AsParameters] Caller caller, CancellationToken ct) =>
        PutAsync(LogKinds.Cardio, dateText, sessionId, request, caller, ct);

    private static async Task<Results<Ok<TView>, ProblemHttpResult>> PutAsync<TView>(
        LogKind<TView> kind, string dateText, string itemId, ILogRequest request, Caller caller, CancellationToken ct)
    {
        var query = new ListQuery();
        var asked = query.Date("date", dateText);
        var inputs = request.Inputs;
        List<Fault> faults = [.. query.Faults.Found, .. kind.Named(kind.Read(inputs))];
        if (asked is not { } date || faults.Count > 0)
        {
            return Problems.Invalid(faults);
        }

        var (userId, engine) = (caller.Person.UserId(), caller.Engines[kind.Engine]);
        await using var work = await caller.Database.BeginForAsync(userId, ct);
        if (await FindAsync(engine, userId, date, itemId, work, ct) is not { } demand)
        {
            return Problems.NotFound(kind.What);
        }

        if (await DemandDay.LockAsync(userId, engine.Name, date, work, ct))
        {
            return Problems.Conflict("day-closed", LogKinds.Reader.Texts.DayClosed);
        }

        var now = caller.Time.GetUtcNow();
        var result = await engine.LogAsync(demand, inputs, null, now, work, ct);
        if (result.Entry is null)
        {
            return Problems.Invalid([.. kind.Named(result.Faults)]);
        }

        if (result.Entry != result.Before)
        {
            await DemandDay.RefreshAsync(userId, engine.Name, date, null, now, work, ct);
        }

        var row = await work.SingleOrDefaultAsync<DailyLogRow>(
            $"SELECT {DailyLogRow.Columns} FROM daily_logs WHERE user_id = @userId AND engine = @Engine AND local_date = @date AND item_id = @itemId",
            new { userId, kind.Engine, date, itemId }, ct);
        await work.CommitAsync(ct);
        return TypedResults.Ok(kind.View(row!));
    }

    // What was written down for the day asks for it, delivered or still on its way.
    private static async Task<Demand?> FindAsync(Engine engine, Guid userId, DateOnly date, string itemId, Work work, CancellationToken ct)
    {
        var contents = await work.QueryAsync<string>(
            """
            SELECT content::text FROM deliveries
            WHERE user_id = @userId AND engine = @Name AND local_date = @date AND kind = 'drop' AND content IS NOT NULL
            """,
            new { userId, engine.Name, date }, ct);
        return contents.SelectMany(content => engine.Items(content).Where(i => i.Id == itemId)
            .Select(item => new Demand(userId, date, content, item, LogKinds.Reader))).FirstOrDefault();
    }
}

/// <summary>Who asks, and what every log needs.</summary>
internal sealed record Caller(ClaimsPrincipal Person, EngineSet Engines, Database Database, TimeProvider Time);
