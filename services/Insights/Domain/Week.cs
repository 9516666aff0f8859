using Platform.ServiceDefaults.Time;

namespace Platform.Insights.Domain;

/// <summary>A week of the training calendar, Monday to Sunday, in an athlete's own local dates.</summary>
internal readonly record struct Week
{
    private Week(DateOnly monday) => Start = monday;

    /// <summary>The Monday.</summary>
    public DateOnly Start { get; }

    /// <summary>The Sunday.</summary>
    public DateOnly End => Start.AddDays(6);

    public IEnumerable<DateOnly> Days => Enumerable.Range(0, 7).Select(Start.AddDays);

    public static Week Holding(DateOnly date) => new(date.AddDays(-(((int)date.DayOfWeek + 6) % 7)));

    /// <returns>Null where <paramref name="text"/> is no date of the form YYYY-MM-DD, or no Monday that a whole week follows.</returns>
    public static Week? StartingOn(string text) =>
        Dates.TryParse(text, out var date)
            && date.DayOfWeek == DayOfWeek.Monday && date <= DateOnly.MaxValue.AddDays(-6)
            ? new Week(date)
            : null;
}
