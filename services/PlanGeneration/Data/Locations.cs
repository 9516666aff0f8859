using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.ServiceDefaults.Data;

namespace Platform.PlanGeneration.Data;

/// <summary>A row of <c>training_locations</c>.</summary>
internal sealed class LocationRow
{
    public const string Columns = "id, user_id, name, type, address, notes, equipment, is_primary, version, created_at, changed_at";

    public Guid Id { get; init; }
    public Guid UserId { get; init; }
    public string Name { get; init; } = "";
    public string Type { get; init; } = "";
    public string? Address { get; init; }
    public string? Notes { get; init; }
    public string[] Equipment { get; init; } = [];
    public bool IsPrimary { get; init; }
    public long Version { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ChangedAt { get; init; }

    public TrainingLocation Location => new(Name, WireNames.Find<PlaceType>(Type)!.Value, Address, Notes, Equipment, IsPrimary);
}

/// <summary>Reads and writes places. Who writes has locked the person's places before (<see cref="LockAllAsync"/>).</summary>
internal static class Locations
{
    public const int MostOfOnePerson = 50;

    public static Task<LocationRow?> FindAsync(Work work, Guid userId, Guid id, CancellationToken ct) =>
        work.SingleOrDefaultAsync<LocationRow>(
            $"SELECT {LocationRow.Columns} FROM training_locations WHERE id = @id AND user_id = @userId", new { id, userId }, ct);

    /// <summary>
    /// One writer of a person's places at a time, those not yet made included: who makes one the primary one sees every other.
    /// </summary>
    public static Task LockAllAsync(Work work, Guid userId, CancellationToken ct) =>
        work.ExecuteAsync("SELECT pg_advisory_xact_lock(hashtextextended('training_locations ' || @userId::text, 0))", new { userId }, ct);

    /// <returns>The place that the key made before, where there is one; null where there are too many.</returns>
    public static async Task<LocationRow?> InsertAsync(
        Work work, Guid userId, TrainingLocation location, string? key, DateTimeOffset now, CancellationToken ct)
    {
        var before = key is null ? null : await work.SingleOrDefaultAsync<LocationRow>(
            $"SELECT {LocationRow.Columns} FROM training_locations WHERE user_id = @userId AND idempotency_key = @key", new { userId, key }, ct);
        if (before is not null)
        {
            return before;
        }

        var id = Guid.CreateVersion7();
        var count = await work.ScalarAsync<long>("SELECT count(*) FROM training_locations WHERE user_id = @userId", new { userId }, ct);
        if (count >= MostOfOnePerson)
        {
            return null;
        }

        await UnmakeOtherPrimaryAsync(work, userId, id, location, now, ct);
        return await work.SingleOrDefaultAsync<LocationRow>(
            $"""
            INSERT INTO training_locations ({LocationRow.Columns}, idempotency_key)
            VALUES (@id, @userId, @Name, @type, @Address, @Notes, @equipment, @Primary, 1, @now, @now, @key)
            RETURNING {LocationRow.Columns}
            """, Parameters(id, userId, location, key, now), ct);
    }

    public static async Task<LocationRow> UpdateAsync(
        Work work, Guid userId, Guid id, TrainingLocation location, DateTimeOffset now, CancellationToken ct)
    {
        await UnmakeOtherPrimaryAsync(work, userId, id, location, now, ct);
        return (await work.SingleOrDefaultAsync<LocationRow>(
            $"""
            UPDATE training_locations SET name = @Name, type = @type, address = @Address, notes = @Notes, equipment = @equipment,
                is_primary = @Primary, version = version + 1, changed_at = @now
            WHERE id = @id AND user_id = @userId
            RETURNING {LocationRow.Columns}
            """, Parameters(id, userId, location, null, now), ct))!;
    }

    private static async Task UnmakeOtherPrimaryAsync(
        Work work, Guid userId, Guid id, TrainingLocation location, DateTimeOffset now, CancellationToken ct)
    {
        if (location.Primary)
        {
            await work.ExecuteAsync(
                """
                UPDATE training_locations SET is_primary = false, version = version + 1, changed_at = @now
                WHERE user_id = @userId AND is_primary AND id <> @id
                """, new { userId, id, now }, ct);
        }
    }

    private static object Parameters(Guid id, Guid userId, TrainingLocation location, string? key, DateTimeOffset now) => new
    {
        id,
        userId,
        location.Name,
        type = WireNames.Of(location.Type),
        location.Address,
        location.Notes,
        equipment = location.Equipment.ToArray(),
        location.Primary,
        key,
        now,
    };
}
