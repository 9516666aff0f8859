using Platform.Contracts.Delivery;

namespace Platform.Insights.Features.RecordCheckIns;

/// <summary>
/// What one message says of one check-in. <see cref="Version"/> orders the sayings: missed (0), the answer and its corrections
/// (1 and up). Only the highest is kept.
/// </summary>
internal sealed record CheckInRow(
    Guid UserId, DateOnly LocalDate, long Version, int? Mood, int? Energy, decimal? SleepHours, int? Soreness, decimal? WeightKg,
    DateTimeOffset? LoggedAt)
{
    private const long Missed = 0;

    public string Status => Version == Missed ? "missed" : "logged";

    public static CheckInRow From(CheckInLogged log) =>
        new(log.UserId, log.LocalDate, log.Version, log.Mood, log.Energy, log.SleepHours, log.Soreness, log.WeightKg, log.LoggedAt);

    public static CheckInRow From(DemandMissed missed) => new(missed.UserId, missed.LocalDate, Missed, null, null, null, null, null, null);
}
