namespace Platform.PlanGeneration.Domain.Athletes;

/// <summary>How recovered an athlete is on a date, as Insights computed it. What is absent is unknown, never zero.</summary>
/// <param name="Score">0 to 100.</param>
/// <param name="SleepHours">Of the night before the date.</param>
internal sealed record Readiness(DateOnly LocalDate, int? Score, HrvState Hrv, decimal? SleepHours);

/// <summary>The 7-day mean of lnRMSSD against the athlete's own band.</summary>
internal enum HrvState
{
    Unknown,
    Below,
    Within,
    Above,
}
