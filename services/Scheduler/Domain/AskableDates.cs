namespace Platform.Scheduler.Domain;

/// <summary>
/// For which local dates an operator may have something run: far enough back to make good an outage of a month, and up
/// to the date that comes next where the day begins first.
/// </summary>
internal readonly record struct AskableDates(DateOnly First, DateOnly Last)
{
    private const int DaysBack = 31;

    // The furthest offset east.
    private static readonly TimeSpan East = TimeSpan.FromHours(14);

    public static AskableDates At(DateTimeOffset now) =>
        new(DateOnly.FromDateTime(now.UtcDateTime).AddDays(-DaysBack), DateOnly.FromDateTime((now + East).UtcDateTime).AddDays(1));

    public bool Holds(DateOnly date) => date >= First && date <= Last;

    public string Expected => $"a date from {First:yyyy-MM-dd} to {Last:yyyy-MM-dd}";
}
