using Platform.PlanGeneration.Domain;

namespace Platform.PlanGeneration.Features;

/// <summary>One page of a list.</summary>
/// <param name="NextCursor">Give it as <c>cursor</c> to read on; null: that was all.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor)
{
    public const int Default = 50;
    public const int Most = 100;

    /// <param name="rows">One more than <paramref name="limit"/> where there is more.</param>
    public static Page<T> Of<TRow>(IReadOnlyList<TRow> rows, int limit, Func<TRow, T> view, Func<TRow, string> cursor) => new(
        [.. rows.Take(limit).Select(view)],
        rows.Count > limit ? cursor(rows[limit - 1]) : null);
}

internal static class Paging
{
    public static int Limit(int? given, Faults faults) => given is null ? Page<object>.Default : faults.Number("limit", given, 1, Page<object>.Most);
}
