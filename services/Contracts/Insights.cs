namespace Platform.Contracts.Insights;

/// <summary>The weekly scan found an athlete below the compliance that is asked for.</summary>
/// <param name="WeekStart">The Monday of the week.</param>
/// <param name="Logged">Exercises logged in the week.</param>
/// <param name="Missed">Exercises missed in the week.</param>
public sealed record ComplianceFlagged(Guid UserId, DateOnly WeekStart, int Logged, int Missed, DateTimeOffset ScannedAt);

/// <summary>
/// How recovered an athlete is on a date, computed once more with everything that is known of it. A later version replaces
/// an earlier one of the same date.
/// </summary>
/// <param name="Score">0 to 100; null where too little is known for one.</param>
/// <param name="Hrv"><c>below</c>, <c>within</c> or <c>above</c> the athlete's own band; null: not known.</param>
/// <param name="SleepHours">Of the night before the date; null: not known, never zero.</param>
/// <param name="Coverage">Of what the score is made from, the share that was there: 0 to 1.</param>
/// <param name="Formula">Name and version of the formula, such as <c>readiness/1</c>.</param>
public sealed record ReadinessComputed(
    Guid UserId, DateOnly LocalDate, long Version, int? Score, string? Hrv, decimal? SleepHours, decimal Coverage, string Formula,
    DateTimeOffset ComputedAt);
