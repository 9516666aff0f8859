using System.Collections.Frozen;
using System.Text.Json;

namespace Platform.PlanGeneration.Domain.Catalogue;

/// <summary>The catalogue's terms as they are stored and sent: snake_case.</summary>
internal static class WireNames
{
    public static string Of<T>(T term) where T : struct, Enum => Names<T>.ByTerm[term];

    public static IReadOnlyCollection<string> All<T>() where T : struct, Enum => Names<T>.ByName.Keys;

    public static T? Find<T>(string? name) where T : struct, Enum => name is not null && Names<T>.ByName.TryGetValue(name, out var term) ? term : null;

    private static class Names<T> where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> ByTerm =
            Enum.GetValues<T>().ToFrozenDictionary(term => term, term => JsonNamingPolicy.SnakeCaseLower.ConvertName(term.ToString()));

        public static readonly FrozenDictionary<string, T> ByName = ByTerm.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);
    }
}
