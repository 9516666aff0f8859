using Platform.ServiceDefaults.Http;

namespace Platform.PlanGeneration.Features.SearchCatalogue;

internal static class CataloguePage
{
    /// <summary>Where the page begins: after the item that the page before ended with. The lists are small and in memory, so that each is made anew.</summary>
    public static int Start<T>(ListQuery query, string? cursor, List<T> found, Func<T, string> id) => query.Cursor<int>(
        cursor, key => key is [var last] && found.FindIndex(item => id(item) == last) is >= 0 and var at ? at + 1 : null) ?? 0;
}
