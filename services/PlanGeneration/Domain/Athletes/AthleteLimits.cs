namespace Platform.PlanGeneration.Domain.Athletes;

/// <summary>What is plausible of a person. Wider than anyone's training needs: typing errors and wrong units fall outside.</summary>
internal static class AthleteLimits
{
    public const int LeastAge = 13;
    public const int MostAge = 100;

    public const decimal LeastWeightKg = 25;
    public const decimal MostWeightKg = 300;

    /// <summary>Five minutes of warm-up, and ten to use it.</summary>
    public const int LeastMinutes = 15;
    public const int MostMinutes = 600;

    public const decimal MostWeeklyHours = 40;

    public const decimal LeastLiftKg = 1;

    /// <summary>More than any barbell has been lifted with; leg presses come close.</summary>
    public const decimal MostLiftKg = 600;

    public const int LeastRestingBpm = 25;
    public const int MostRestingBpm = 110;

    public const int LeastFtpWatts = 40;
    public const int MostFtpWatts = 600;

    public static int AgeOn(DateOnly date, DateOnly birthDate) =>
        date.Year - birthDate.Year - (birthDate > date.AddYears(birthDate.Year - date.Year) ? 1 : 0);
}
