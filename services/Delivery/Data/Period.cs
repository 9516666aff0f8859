using System.Globalization;
using Platform.ServiceDefaults.Http;

namespace Platform.Delivery.Data;

/// <summary>The dates a list is asked for, both included; at most 366 days.</summary>
internal static class Period
{
    private const int MostDays = 366;

    /// <returns>The dates, which count only where there is no fault.</returns>
    public static (DateOnly From, DateOnly To, IReadOnlyCollection<Fault> Faults) Read(string? from, string? to)
    {
        List<Fault> faults = [];
        var first = Date("from", from, faults);
        var last = Date("to", to, faults);
        if (faults.Count == 0 && last < first)
        {
            faults.Add(new("to", "to must not be before from."));
        }
        else if (faults.Count == 0 && last.DayNumber - first.DayNumber >= MostDays)
        {
            faults.Add(new("to", $"from and to may span at most {MostDays} days."));
        }

        return (first, last, faults);
    }

    /// <summary>Reads <c>yyyy-MM-dd</c> alone: 01/02 is one day to some and another to others.</summary>
    public static DateOnly Date(string field, string? text, ICollection<Fault> faults)
    {
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            faults.Add(new(field, $"{field} must be a date, such as 2026-11-22."));
        }

        return date;
    }
}
