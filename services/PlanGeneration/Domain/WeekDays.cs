namespace Platform.PlanGeneration.Domain;

/// <summary>A set of days of the week: bit n is <see cref="DayOfWeek"/> n, so a day cannot be in it twice.</summary>
internal readonly record struct WeekDays(short Mask)
{
    // The order people read a week in.
    private static readonly DayOfWeek[] MondayFirst =
    [
        DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday,
    ];

    public static WeekDays Of(params IEnumerable<DayOfWeek> days) =>
        new((short)days.Aggregate(0, (mask, day) => mask | 1 << (int)day));

    public bool Contains(DayOfWeek day) => (Mask & 1 << (int)day) != 0;

    /// <summary>The days, Monday first.</summary>
    public IReadOnlyList<DayOfWeek> ToList() => [.. MondayFirst.Where(Contains)];
}
