namespace Platform.Contracts.Insights;

/// <summary>The weekly scan found an athlete below the compliance that is asked for.</summary>
/// <param name="WeekStart">The Monday of the week.</param>
/// <param name="Logged">Exercises logged in the week.</param>
/// <param name="Missed">Exercises missed in the week.</param>
public sealed record ComplianceFlagged(Guid UserId, DateOnly WeekStart, int Logged, int Missed, DateTimeOffset ScannedAt);
