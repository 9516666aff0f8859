using System.Text.Json;
using Platform.Delivery.Domain;

namespace Platform.Delivery.Features.LogDaily;

/// <summary>A row of <c>daily_logs</c>.</summary>
internal sealed class DailyLogRow
{
    public const string Columns = "local_date, item_id, item_name, status, entry::text AS entry, version, logged_at";

    public DateOnly LocalDate { get; init; }
    public string ItemId { get; init; } = "";
    public string ItemName { get; init; } = "";
    public string Status { get; init; } = "";
    public string? Entry { get; init; }
    public long Version { get; init; }
    public DateTimeOffset LoggedAt { get; init; }

    /// <summary>Null: missed.</summary>
    public T? Read<T>() where T : class => Entry is null ? null : JsonSerializer.Deserialize<T>(Entry, JsonSerializerOptions.Web);
}

/// <summary>A morning's check-in; a missed one has no answers.</summary>
/// <param name="Status"><c>logged</c> or <c>missed</c>.</param>
/// <param name="Version">1, and one more with each correction.</param>
/// <param name="Timestamp">When it was logged, or found missing.</param>
internal sealed record CheckInLog(
    DateOnly Date, string Status, int? Mood, int? Energy, decimal? SleepHours, int? Soreness, decimal? WeightKg, long Version, DateTimeOffset Timestamp)
{
    public static CheckInLog Of(DailyLogRow row)
    {
        var entry = row.Read<CheckInEntry>();
        return new(row.LocalDate, row.Status, entry?.Mood, entry?.Energy, entry?.SleepHours, entry?.Soreness, entry?.WeightKg, row.Version, row.LoggedAt);
    }
}

/// <summary>A meal; a missed one has no portion.</summary>
/// <inheritdoc cref="CheckInLog"/>
internal sealed record MealLog(DateOnly Date, string MealId, string MealName, string Status, int? PortionPercent, long Version, DateTimeOffset Timestamp)
{
    public static MealLog Of(DailyLogRow row) =>
        new(row.LocalDate, row.ItemId, row.ItemName, row.Status, row.Read<MealEntry>()?.PortionPercent, row.Version, row.LoggedAt);
}

/// <summary>A cardio session; a missed one has no figures.</summary>
/// <inheritdoc cref="CheckInLog"/>
internal sealed record CardioLog(
    DateOnly Date, string SessionId, string SessionName, string Status, decimal? Minutes, int? DistanceM, int? AverageHeartRate, long Version,
    DateTimeOffset Timestamp)
{
    public static CardioLog Of(DailyLogRow row)
    {
        var entry = row.Read<CardioEntry>();
        return new(
            row.LocalDate, row.ItemId, row.ItemName, row.Status, entry?.Minutes, entry?.DistanceM, entry?.AverageHeartRate, row.Version, row.LoggedAt);
    }
}
