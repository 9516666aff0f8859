using System.Buffers.Text;
using System.Globalization;
using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Delivery.Data;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Delivery.Features.ListLogs;

/// <summary><c>GET /api/logs?from&amp;to&amp;cursor</c>: one's own logs, newest date first, 100 a page.</summary>
internal static class ListLogs
{
    private const int PageSize = 100;

    public static void MapListLogs(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/logs", HandleAsync).RequireAuthorization().WithSummary("Lists one's own top sets, logged and missed.");

    private static async Task<Results<Ok<LogPage>, ProblemHttpResult>> HandleAsync(
        string? from, string? to, string? cursor, ClaimsPrincipal person, Database database, CancellationToken ct)
    {
        var (first, last, faults) = Period.Read(from, to);
        if (faults.Count > 0)
        {
            return Problems.Invalid(faults);
        }

        (DateOnly Date, string ExerciseId)? after = null;
        if (cursor is not null && (after = ReadCursor(cursor)) is null)
        {
            return Problems.Invalid("cursor", "cursor must be a nextCursor of the page before.");
        }

        await using var work = await database.BeginForAsync(person.UserId(), ct);
        var items = await work.QueryAsync<LogItem>(
            """
            SELECT date, exercise_id, exercise_name, weight_kg, reps, block_id, day_index, status, version, "timestamp" FROM training_logs
            WHERE user_id = @UserId AND date BETWEEN @first AND @last
                AND (@afterDate::date IS NULL OR date < @afterDate::date OR (date = @afterDate::date AND exercise_id > @afterExercise::text))
            ORDER BY date DESC, exercise_id LIMIT @Limit
            """,
            new { UserId = person.UserId(), first, last, afterDate = after?.Date, afterExercise = after?.ExerciseId, Limit = PageSize + 1 }, ct);
        var page = items.Take(PageSize).ToList();
        return TypedResults.Ok(new LogPage(page, items.Count > PageSize ? Cursor(page[^1]) : null));
    }

    private static string Cursor(LogItem last) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{last.Date:yyyy-MM-dd}|{last.ExerciseId}"));

    // PostgreSQL takes no NUL.
    private static (DateOnly, string)? ReadCursor(string cursor) =>
        Base64Url.IsValid(cursor) && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split('|', 2) is [var date, var exercise]
        && DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && !exercise.Contains('\0', StringComparison.Ordinal) ? (day, exercise) : null;
}

/// <param name="NextCursor">Null on the last page.</param>
internal sealed record LogPage(IReadOnlyList<LogItem> Items, string? NextCursor);

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
