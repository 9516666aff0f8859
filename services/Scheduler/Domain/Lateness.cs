namespace Platform.Scheduler.Domain;

/// <summary>The grace window: from the due instant, inclusive at both ends.</summary>
internal static class Lateness
{
    /// <summary>What is found later than this is late: it is marked so, and what is late together is dispatched at a pace.</summary>
    public static readonly TimeSpan OnTime = TimeSpan.FromMinutes(2);

    public static bool IsLate(DateTimeOffset dueAt, DateTimeOffset now) => now - dueAt > OnTime;

    public static bool IsPast(DateTimeOffset dueAt, TimeSpan grace, DateTimeOffset now) => now - dueAt > grace;

    public static string Explain(DateTimeOffset dueAt, TimeSpan grace, DateTimeOffset now) =>
        $"Found {Hours(now - dueAt)} h late; it may run up to {Hours(grace)} h late.";

    private static string Hours(TimeSpan span) => span.TotalHours.ToString("0.#", System.Globalization.CultureInfo.InvariantCulture);
}
