using Platform.PlanGeneration.Domain.Racing;
using Platform.ServiceDefaults.Data;

namespace Platform.PlanGeneration.Data;

/// <summary>A row of <c>races</c>.</summary>
internal sealed class RaceRow
{
    public const string Columns = "id, version, format, name, date, distance_m, goal_seconds, division, location, changed_at";

    public Guid Id { get; init; }
    public long Version { get; init; }
    public string Format { get; init; } = "";
    public string Name { get; init; } = "";
    public DateOnly Date { get; init; }
    public int? DistanceM { get; init; }
    public int? GoalSeconds { get; init; }
    public string? Division { get; init; }
    public string? Location { get; init; }
    public DateTimeOffset ChangedAt { get; init; }

    public Race Race => new(Format, Name, Date, DistanceM, GoalSeconds, Division, Location);
}

internal static class Races
{
    /// <summary>More than anyone runs; past ones count.</summary>
    public const int MostOfOnePerson = 500;

    public static Task<RaceRow?> FindAsync(Work work, Guid userId, Guid id, CancellationToken ct) =>
        work.SingleOrDefaultAsync<RaceRow>(
            $"SELECT {RaceRow.Columns} FROM races WHERE id = @id AND user_id = @userId", new { id, userId }, ct);

    /// <returns>The race that the key made before, where there is one; null where there are too many.</returns>
    public static async Task<RaceRow?> InsertAsync(Work work, Guid userId, Race race, string? key, DateTimeOffset now, CancellationToken ct) =>
        await work.SingleOrDefaultAsync<RaceRow>(
            $"""
            INSERT INTO races (id, user_id, version, format, name, date, distance_m, goal_seconds, division, location, idempotency_key, created_at, changed_at)
            SELECT @id, @userId, 1, @Format, @Name, @Date, @DistanceM, @GoalSeconds, @Division, @Location, @key, @now, @now
            WHERE (SELECT count(*) FROM races WHERE user_id = @userId) < {MostOfOnePerson}
            ON CONFLICT (user_id, idempotency_key) DO NOTHING RETURNING {RaceRow.Columns}
            """,
            new
            {
                id = Guid.CreateVersion7(), userId, race.Format, race.Name, race.Date, race.DistanceM, race.GoalSeconds, race.Division, race.Location, key, now,
            }, ct)
        ?? await work.SingleOrDefaultAsync<RaceRow>(
            $"SELECT {RaceRow.Columns} FROM races WHERE user_id = @userId AND idempotency_key = @key", new { userId, key }, ct);
}
