using Platform.ServiceDefaults.Http;

namespace Platform.Delivery.Data;

/// <summary>The dates a list is asked for, both included; at most 366 days.</summary>
internal static class Period
{
    private const int MostDays = 366;

    public static Fault? Fault(DateOnly? from, DateOnly? to) => (from, to) switch
    {
        (null, _) => new("from", "from must be a date, such as 2026-11-22."),
        (_, null) => new("to", "to must be a date, such as 2026-11-22."),
        var (first, last) when last < first => new("to", "to must not be before from."),
        var (first, last) when last.Value.DayNumber - first.Value.DayNumber >= MostDays => new("to", $"from and to may span at most {MostDays} days."),
        _ => null,
    };
}
