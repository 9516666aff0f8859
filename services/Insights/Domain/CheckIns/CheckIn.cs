namespace Platform.Insights.Domain.CheckIns;

/// <summary>What an athlete answered on a morning.</summary>
/// <param name="Mood">1 (very low) to 5 (very good).</param>
/// <param name="Energy">1 (exhausted) to 5 (full).</param>
/// <param name="SleepHours">Of the night before the date, 0 to 24.</param>
/// <param name="Soreness">1 (none) to 5 (very sore).</param>
internal readonly record struct CheckIn(DateOnly LocalDate, int Mood, int Energy, decimal SleepHours, int Soreness);
