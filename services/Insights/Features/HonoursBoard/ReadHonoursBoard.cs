using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Insights.Domain;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Insights.Features.HonoursBoard;

/// <param name="WeekStart">The Monday.</param>
/// <param name="Athletes">How many are on it.</param>
/// <param name="Places">The first 100.</param>
/// <param name="Mine">The reader's own place, wherever it is; null where they are not on it.</param>
internal sealed record HonoursBoardView(DateOnly WeekStart, DateTimeOffset MadeAt, int Athletes, IReadOnlyList<HonoursPlace> Places, HonoursPlace? Mine);

/// <param name="Rank">From 1; who logged the same shares it.</param>
/// <param name="Logged">Exercises logged in the week, none missed.</param>
/// <param name="UserId">Of the reader, and for operators of everyone: who the others are is nobody else's business.</param>
internal sealed record HonoursPlace(int Rank, int Logged, bool Me, Guid? UserId);

internal static class ReadHonoursBoard
{
    private const int Shown = 100;

    /// <param name="weekStart">A Monday, YYYY-MM-DD; absent: the newest board.</param>
    public static async Task<Results<Ok<HonoursBoardView>, ProblemHttpResult>> HandleAsync(
        string? weekStart, HttpContext http, Database database, CancellationToken ct)
    {
        Week? asked = null;
        if (weekStart is not null && (asked = Week.StartingOn(weekStart)) is null)
        {
            return Problems.Invalid("weekStart", "weekStart must be a Monday, as YYYY-MM-DD.");
        }

        var (me, all) = (http.User.UserId(), http.User.IsInRole(PlatformRoles.Operator));

        // Not in the person's name: others' places are shown, without the people.
        await using var work = await database.BeginAsync(ct);
        var board = await work.SingleOrDefaultAsync<Board>(
            """
            SELECT week_start, made_at, (SELECT count(*)::int FROM honours h WHERE h.week_start = b.week_start) AS athletes
            FROM honours_boards b WHERE @Start::date IS NULL OR week_start = @Start ORDER BY week_start DESC LIMIT 1
            """,
            new { asked?.Start }, ct);
        if (board is null)
        {
            return Problems.NotFound("honours board");
        }

        var rows = await work.QueryAsync<Row>(
            $"""
            (SELECT user_id, rank, logged FROM honours WHERE week_start = @WeekStart ORDER BY rank, user_id LIMIT {Shown})
            UNION SELECT user_id, rank, logged FROM honours WHERE week_start = @WeekStart AND user_id = @me
            ORDER BY rank, user_id
            """,
            new { board.WeekStart, me }, ct);
        var places = rows.ConvertAll(r => new HonoursPlace(r.Rank, r.Logged, r.UserId == me, all || r.UserId == me ? r.UserId : null));
        return TypedResults.Ok(new HonoursBoardView(
            board.WeekStart, board.MadeAt, board.Athletes, [.. places.Take(Shown)], places.Find(p => p.Me)));
    }

    private sealed record Board
    {
        public DateOnly WeekStart { get; init; }
        public DateTimeOffset MadeAt { get; init; }
        public int Athletes { get; init; }
    }

    private sealed record Row
    {
        public Guid UserId { get; init; }
        public int Rank { get; init; }
        public int Logged { get; init; }
    }
}
