using System.Globalization;
using Platform.ServiceDefaults.Time;

namespace Platform.ServiceDefaults.Http;

/// <summary>
/// Reads the parameters of a list. They are taken as text, so that every fault is told at once and by the name of its
/// parameter.
/// </summary>
public sealed class ListQuery
{
    private const int DefaultLimit = 50;
    private const int MostAtOnce = 100;

    public Faults Faults { get; } = new();

    public int Limit(string? text) => Read("limit", text, $"a whole number from 1 to {MostAtOnce}", value =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is >= 1 and <= MostAtOnce ? n : (int?)null) ?? DefaultLimit;

    public DateOnly? Date(string field, string? text) => Read(field, text, Dates.Expected, value =>
        Dates.TryParse(value, out var date) ? date : (DateOnly?)null);

    /// <summary>Both dates count; without one, that side is open.</summary>
    public (DateOnly From, DateOnly To) Period(string? from, string? to)
    {
        var (first, last) = (Date(nameof(from), from) ?? DateOnly.MinValue, Date(nameof(to), to) ?? DateOnly.MaxValue);
        if (last < first)
        {
            Faults.Add(nameof(to), "to is before from.");
        }

        return (first, last);
    }

    public Guid? Id(string field, string? text) => Read(field, text, "an id", value => Guid.TryParse(value, out var id) ? id : (Guid?)null);

    public string? OneOf(string field, string? text, IReadOnlyCollection<string> known)
    {
        if (text is null || known.Contains(text))
        {
            return text;
        }

        Faults.Add(field, $"{field}: one of {string.Join(", ", known.Order())}.");
        return null;
    }

    /// <summary>The key after which the page begins; null for the first page.</summary>
    /// <param name="read">Makes the key of its parts, in the order in which the page was given them; null where they are none.</param>
    public T? Cursor<T>(string? text, Func<string[], T?> read) where T : struct =>
        Read("cursor", text, "the nextCursor of the page before", value => read(Page.ReadCursor(value)));

    /// <summary>The same for a list that is ordered by an id alone.</summary>
    public Guid? IdCursor(string? text) => Cursor<Guid>(text, key => key is [var id] && Guid.TryParse(id, out var value) ? value : null);

    private T? Read<T>(string field, string? text, string expected, Func<string, T?> parse) where T : struct
    {
        if (text is null)
        {
            return null;
        }

        var value = parse(text);
        if (value is null)
        {
            Faults.Add(field, $"{field}: expected {expected}.");
        }

        return value;
    }
}
