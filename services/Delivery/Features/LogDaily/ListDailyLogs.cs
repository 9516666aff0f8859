using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;
using Platform.ServiceDefaults.Time;

namespace Platform.Delivery.Features.LogDaily;

/// <summary><c>GET /api/logs/{check-ins|meals|cardio}?from&amp;to&amp;cursor&amp;limit</c>: one's own, newest date first.</summary>
internal static class ListDailyLogs
{
    public static void MapListDailyLogs(this IEndpointRouteBuilder routes)
    {
        var logs = routes.MapGroup("/api/logs").RequireAuthorization().WithTags("logs");
        logs.MapGet("/check-ins", ListOf(LogKinds.CheckIns)).WithSummary("Lists one's own check-ins, logged and missed.");
        logs.MapGet("/meals", ListOf(LogKinds.Meals)).WithSummary("Lists one's own meals, logged and missed.");
        logs.MapGet("/cardio", ListOf(LogKinds.Cardio)).WithSummary("Lists one's own cardio sessions, logged and missed.");
    }

    private delegate Task<Results<Ok<Page<TView>>, ProblemHttpResult>> Lister<TView>(
        string? from, string? to, string? cursor, string? limit, ClaimsPrincipal person, Database database, CancellationToken ct);

    private static Lister<TView> ListOf<TView>(LogKind<TView> kind) => async (from, to, cursor, limit, person, database, ct) =>
    {
        var query = new ListQuery();
        var (first, last) = query.Period(from, to);
        var after = query.Cursor<(DateOnly Date, string ItemId)>(cursor, key =>
            key is [var date, var item] && Dates.TryParse(date, out var on) ? (on, item) : null);
        var size = query.Limit(limit);
        if (!query.Faults.None)
        {
            return Problems.Invalid(query.Faults.Found);
        }

        var userId = person.UserId();
        await using var work = await database.BeginForAsync(userId, ct);
        var rows = await work.QueryAsync<DailyLogRow>(
            $"""
            SELECT {DailyLogRow.Columns} FROM daily_logs
            WHERE user_id = @userId AND engine = @Engine AND local_date BETWEEN @first AND @last
                AND (@afterDate::date IS NULL OR local_date < @afterDate::date OR (local_date = @afterDate::date AND item_id > @afterItem::text))
            ORDER BY local_date DESC, item_id LIMIT @size + 1
            """,
            new { userId, kind.Engine, first, last, afterDate = after?.Date, afterItem = after?.ItemId, size }, ct);
        return TypedResults.Ok(Page.Of(rows, size, row => [row.LocalDate, row.ItemId], kind.View));
    };
}
