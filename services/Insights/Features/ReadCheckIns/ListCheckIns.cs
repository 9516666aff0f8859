using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Insights.Domain.CheckIns;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;
using Platform.ServiceDefaults.Time;

namespace Platform.Insights.Features.ReadCheckIns;

/// <summary>A morning's check-in. Of a missed one all figures are null.</summary>
internal sealed record CheckInView
{
    public DateOnly LocalDate { get; init; }

    /// <summary><c>logged</c> or <c>missed</c>.</summary>
    public string Status { get; init; } = "";

    public int? Mood { get; init; }
    public int? Energy { get; init; }
    public decimal? SleepHours { get; init; }
    public int? Soreness { get; init; }
    public decimal? WeightKg { get; init; }

    /// <summary>0 to 100, as <c>wellness/1</c> makes it.</summary>
    public int? Score => Answer is { } answer ? Wellness.Score(answer) : null;

    public DateTimeOffset? LoggedAt { get; init; }

    internal CheckIn? Answer => (Mood, Energy, SleepHours, Soreness) is ({ } mood, { } energy, { } sleep, { } soreness)
        ? new(LocalDate, mood, energy, sleep, soreness)
        : null;
}

internal static class ListCheckIns
{
    public const string Columns = "local_date, status, mood, energy, sleep_hours, soreness, weight_kg, logged_at";

    /// <summary>Newest first.</summary>
    public static async Task<Results<Ok<Page<CheckInView>>, ProblemHttpResult>> MineAsync(
        string? from, string? to, string? cursor, string? limit, ClaimsPrincipal me, Database database, CancellationToken ct)
    {
        var query = new ListQuery();
        var (first, last) = query.Period(from, to);
        var after = query.Cursor<DateOnly>(cursor, key => key is [var date] && Dates.TryParse(date, out var on) ? on : null);
        var size = query.Limit(limit);
        if (!query.Faults.None)
        {
            return Problems.Invalid(query.Faults.Found);
        }

        var userId = me.UserId();
        await using var work = await database.BeginForAsync(userId, ct);
        var rows = await work.QueryAsync<CheckInView>(
            $"""
            SELECT {Columns} FROM check_ins
            WHERE user_id = @userId AND local_date BETWEEN @first AND @last AND (@after::date IS NULL OR local_date < @after)
            ORDER BY local_date DESC LIMIT @size + 1
            """,
            new { userId, first, last, after, size }, ct);
        return TypedResults.Ok(Page.Of(rows, size, row => [row.LocalDate]));
    }

    /// <summary>The same for the athlete named by id, who must be the signed-in person.</summary>
    public static async Task<Results<Ok<Page<CheckInView>>, ProblemHttpResult>> OfAsync(
        Guid id, string? from, string? to, string? cursor, string? limit, ClaimsPrincipal me, Database database, CancellationToken ct) =>
        id == me.UserId() ? await MineAsync(from, to, cursor, limit, me, database, ct) : Problems.NotFound("athlete");
}
