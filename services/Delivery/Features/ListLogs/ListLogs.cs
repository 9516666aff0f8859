using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;
using Platform.ServiceDefaults.Time;

namespace Platform.Delivery.Features.ListLogs;

/// <summary><c>GET /api/logs?from&amp;to&amp;cursor&amp;limit</c>: one's own logs, newest date first.</summary>
internal static class ListLogs
{
    public static void MapListLogs(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/logs", HandleAsync).RequireAuthorization().WithTags("logs").WithSummary("Lists one's own top sets, logged and missed.");

    private static async Task<Results<Ok<Page<LogItem>>, ProblemHttpResult>> HandleAsync(
        string? from, string? to, string? cursor, string? limit, ClaimsPrincipal person, Database database, CancellationToken ct)
    {
        var query = new ListQuery();
        var (first, last) = query.Period(from, to);
        var after = query.Cursor<(DateOnly Date, string ExerciseId)>(cursor, key =>
            key is [var date, var exercise] && Dates.TryParse(date, out var on) ? (on, exercise) : null);
        var size = query.Limit(limit);
        if (!query.Faults.None)
        {
            return Problems.Invalid(query.Faults.Found);
        }

        await using var work = await database.BeginForAsync(person.UserId(), ct);
        var items = await work.QueryAsync<LogItem>(
            """
            SELECT date, exercise_id, exercise_name, weight_kg, reps, block_id, day_index, status, version, "timestamp" FROM training_logs
            WHERE user_id = @UserId AND date BETWEEN @first AND @last
                AND (@afterDate::date IS NULL OR date < @afterDate::date OR (date = @afterDate::date AND exercise_id > @afterExercise::text))
            ORDER BY date DESC, exercise_id LIMIT @size + 1
            """,
            new { UserId = person.UserId(), first, last, afterDate = after?.Date, afterExercise = after?.ExerciseId, size }, ct);
        return TypedResults.Ok(Page.Of(items, size, log => [log.Date, log.ExerciseId]));
    }
}

/// <summary>One top set; a missed one has neither weight nor reps.</summary>
internal sealed class LogItem
{
    public DateOnly Date { get; init; }
    public string ExerciseId { get; init; } = "";
    public string ExerciseName { get; init; } = "";
    public decimal? WeightKg { get; init; }
    public int? Reps { get; init; }
    public Guid BlockId { get; init; }
    public int DayIndex { get; init; }

    /// <summary><c>logged</c> or <c>missed</c>.</summary>
    public string Status { get; init; } = "";

    public long Version { get; init; }
    public DateTimeOffset Timestamp { get; init; }
}
