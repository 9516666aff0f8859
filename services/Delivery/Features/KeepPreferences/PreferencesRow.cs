using Platform.Delivery.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Delivery.Features.KeepPreferences;

/// <summary>A person's row of <c>preferences</c>; version 0 is what holds for who has chosen nothing.</summary>
internal sealed class PreferencesRow
{
    private const string Columns = "version, language, weight_unit, channels, quiet_from, quiet_until, updated_at";

    public long Version { get; init; }
    public string Language { get; init; } = "en";
    public string WeightUnit { get; init; } = "kg";
    public string[] Channels { get; init; } = [.. Channel.All];
    public TimeOnly? QuietFrom { get; init; }
    public TimeOnly? QuietUntil { get; init; }
    public DateTimeOffset? UpdatedAt { get; init; }

    public Preferences Preferences => new(
        Language, WeightUnit == "lb" ? Domain.WeightUnit.Lb : Domain.WeightUnit.Kg, Channels,
        QuietFrom is { } from && QuietUntil is { } until ? new(from, until) : null);

    public static async Task<PreferencesRow> ReadAsync(Guid userId, Work work, CancellationToken ct) =>
        await work.SingleOrDefaultAsync<PreferencesRow>($"SELECT {Columns} FROM preferences WHERE user_id = @userId", new { userId }, ct) ?? new();

    /// <summary>Makes the row if it is not there, and holds it until the transaction ends.</summary>
    public static async Task<PreferencesRow> LockAsync(Guid userId, DateTimeOffset now, Work work, CancellationToken ct) =>
        (await work.SingleOrDefaultAsync<PreferencesRow>(
            $"""
            INSERT INTO preferences (user_id, version, updated_at) VALUES (@userId, 0, @now)
            ON CONFLICT (user_id) DO UPDATE SET user_id = excluded.user_id
            RETURNING {Columns}
            """,
            new { userId, now }, ct))!;

    public static async Task<PreferencesRow> UpdateAsync(Guid userId, Preferences preferences, DateTimeOffset now, Work work, CancellationToken ct) =>
        (await work.SingleOrDefaultAsync<PreferencesRow>(
            $"""
            UPDATE preferences SET version = version + 1, language = @Language, weight_unit = @unit, channels = @channels,
                quiet_from = @from, quiet_until = @until, updated_at = @now
            WHERE user_id = @userId
            RETURNING {Columns}
            """,
            new
            {
                userId,
                now,
                preferences.Language,
                unit = preferences.WeightUnit == Domain.WeightUnit.Lb ? "lb" : "kg",
                channels = preferences.Channels.ToArray(),
                from = preferences.Quiet?.From,
                until = preferences.Quiet?.Until,
            },
            ct))!;
}
