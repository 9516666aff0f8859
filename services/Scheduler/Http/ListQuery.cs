using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Platform.Scheduler.Domain;
using Platform.ServiceDefaults.Http;

namespace Platform.Scheduler.Http;

/// <param name="NextCursor">To be sent as <c>cursor</c> for what follows; null at the end.</param>
internal sealed record Listing<T>(IReadOnlyList<T> Items, string? NextCursor)
{
    /// <param name="rows">One more than <paramref name="limit"/> was asked for, to see whether there is more.</param>
    public static Listing<T> Of(List<T> rows, int limit, Func<T, object[]> key)
    {
        var page = rows.Take(limit).ToList();
        return new(page, rows.Count > limit ? ListQuery.Cursor(key(page[^1])) : null);
    }
}

/// <summary>Reads a list's parameters and gathers every fault.</summary>
internal sealed class ListQuery
{
    private const string CursorExpected = "the nextCursor of the page before";
    private const int DefaultLimit = 50;
    private const int MostAtOnce = 500;
    private readonly List<Fault> _faults = [];

    public IReadOnlyCollection<Fault> Faults => _faults;

    public int Limit(string? text) => Read("limit", text, $"a whole number from 1 to {MostAtOnce}", value =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is >= 1 and <= MostAtOnce ? n : (int?)null) ?? DefaultLimit;

    public DateOnly? Date(string field, string? text) => Read(field, text, "a date such as 2026-11-22", value =>
        DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : (DateOnly?)null);

    public Guid? Id(string field, string? text) => Read(field, text, "an id", value => Guid.TryParse(value, out var id) ? id : (Guid?)null);

    public string? OneOf(string field, string? text, IReadOnlyCollection<string> known)
    {
        if (text is null || known.Contains(text))
        {
            return text;
        }

        _faults.Add(new(field, $"{field}: one of {string.Join(", ", known.Order())}."));
        return null;
    }

    /// <summary>The key after which the page begins: a date, a name and an id, or an id alone.</summary>
    public (DateOnly Date, string Name, Guid Id)? RunCursor(string? text) => Read("cursor", text, CursorExpected, value =>
        Parts(value) is [var date, var name, var id] && TaskTable.Names.Contains(name)
        && DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var d) && Guid.TryParse(id, out var i)
            ? (d, name, i) : ((DateOnly, string, Guid)?)null);

    /// <inheritdoc cref="RunCursor"/>
    public Guid? IdCursor(string? text) => Read("cursor", text, CursorExpected, value =>
        Parts(value) is [var id] && Guid.TryParse(id, out var i) ? i : (Guid?)null);

    public static string Cursor(params object[] key) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Join('|', key.Select(part =>
        part is DateOnly date ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : part.ToString()))));

    private T? Read<T>(string field, string? text, string expected, Func<string, T?> parse) where T : struct
    {
        if (text is null)
        {
            return null;
        }

        var value = parse(text);
        if (value is null)
        {
            _faults.Add(new(field, $"{field}: expected {expected}."));
        }

        return value;
    }

    private static string[] Parts(string cursor) =>
        cursor.Length <= 200 && Base64Url.IsValid(cursor) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split('|') : [];
}
