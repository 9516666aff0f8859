using System.Buffers.Text;
using System.Text;
using Platform.ServiceDefaults.Time;

namespace Platform.ServiceDefaults.Http;

/// <summary>How every list is answered.</summary>
/// <param name="NextCursor">To be sent as <c>cursor</c> for what follows; null at the end.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);

public static class Page
{
    /// <param name="rows">One more than <paramref name="limit"/> was asked for, to see whether there is more.</param>
    /// <param name="key">What the rows are ordered by: dates, ids, and names without a <c>|</c>.</param>
    public static Page<T> Of<T>(IReadOnlyList<T> rows, int limit, Func<T, object[]> key) => Of(rows, limit, key, row => row);

    /// <summary>The same, each row shown as <paramref name="view"/> makes it.</summary>
    public static Page<T> Of<TRow, T>(IReadOnlyList<TRow> rows, int limit, Func<TRow, object[]> key, Func<TRow, T> view) => new(
        [.. rows.Take(limit).Select(view)],
        rows.Count > limit ? WriteCursor(key(rows[limit - 1])) : null);

    private static string WriteCursor(object[] key) => Base64Url.EncodeToString(
        Encoding.UTF8.GetBytes(string.Join('|', key.Select(part => part is DateOnly date ? Dates.Write(date) : part.ToString()))));

    /// <returns>The parts of the key; none where the text is no cursor. No key has a NUL, which PostgreSQL would not take.</returns>
    internal static string[] ReadCursor(string cursor) =>
        cursor.Length <= 400 && Base64Url.IsValid(cursor) && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)) is var key && !key.Contains('\0')
            ? key.Split('|') : [];
}
