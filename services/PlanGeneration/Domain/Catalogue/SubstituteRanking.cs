using System.Collections.Frozen;
using System.Numerics;

namespace Platform.PlanGeneration.Domain.Catalogue;

/// <param name="Score">From 0 to 1, 1 for what trains the same muscles in the same way.</param>
internal readonly record struct RankedSubstitute(int Number, double Score);

/// <summary>For every exercise, the others of its pattern that train some of its muscles, best first.</summary>
/// <remarks>
/// The score weighs what an athlete would miss: the muscles that do the work (0.45) and those that help (0.15), the discipline (0.15),
/// one side or both (0.1), whether weight can be added (0.1), the level (0.05). What was chosen by hand comes before what was not.
/// </remarks>
internal sealed class SubstituteRanking
{
    private const int MostIds = 8;
    private const double ChosenLeast = 0.8;

    private readonly RankedSubstitute[][] _ranked;
    private readonly string[][] _best;

    public SubstituteRanking(Exercise[] exercises, FrozenDictionary<string, int> numbers)
    {
        var traits = Array.ConvertAll(exercises, Traits.Of);
        var byPattern = exercises.ToLookup(e => e.Pattern, e => e.Number);
        _ranked = Array.ConvertAll(exercises, e => Rank(e, [.. byPattern[e.Pattern]], traits, numbers));
        _best = Array.ConvertAll(_ranked, ranked => ranked.Take(MostIds).Select(r => exercises[r.Number].Id).ToArray());
    }

    public IReadOnlyList<RankedSubstitute> For(int number) => _ranked[number];

    public IReadOnlyList<string> BestIds(int number) => _best[number];

    private static RankedSubstitute[] Rank(Exercise exercise, int[] candidates, Traits[] traits, FrozenDictionary<string, int> numbers)
    {
        var chosen = exercise.Substitutes.Select(id => numbers.TryGetValue(id, out var number)
            ? number
            : throw new InvalidOperationException($"{exercise.Id} names the substitute {id}, which is not in the catalogue.")).ToArray();
        List<RankedSubstitute> ranked = [];
        foreach (var candidate in candidates)
        {
            if (candidate == exercise.Number || (traits[candidate].Primary & traits[exercise.Number].All) == 0)
            {
                continue;
            }

            var score = traits[exercise.Number].Likeness(traits[candidate]);
            var place = Array.IndexOf(chosen, candidate);
            ranked.Add(new(candidate, place < 0 ? score * ChosenLeast : ChosenLeast + ((1 - ChosenLeast) * (chosen.Length - place) / chosen.Length)));
        }

        // By number where the scores are equal, so that the order is the same everywhere.
        return [.. ranked.OrderByDescending(r => r.Score).ThenBy(r => r.Number)];
    }

    private readonly record struct Traits(uint Primary, uint Secondary, bool Unilateral, bool Loadable, bool Timed, int Level, ulong Disciplines)
    {
        private static readonly FrozenDictionary<string, int> DisciplineNumbers =
            Catalogue.Disciplines.All.Index().ToFrozenDictionary(d => d.Item, d => d.Index);

        public uint All => Primary | Secondary;

        public static Traits Of(Exercise e) => new(
            Bits(e.Primary), Bits(e.Secondary), e.Unilateral, e.Loadable, e.Timed, (int)e.Level,
            e.Disciplines.Aggregate(0UL, (bits, d) => bits | (1UL << DisciplineNumbers[d])));

        public double Likeness(Traits other) =>
            (0.45 * Overlap(Primary, other.Primary, other.All, All))
            + (0.15 * Shared(All, other.All))
            + (Unilateral == other.Unilateral ? 0.1 : 0)
            + (Loadable == other.Loadable && Timed == other.Timed ? 0.1 : 0)
            + (0.15 * Shared(Disciplines, other.Disciplines))
            + (0.05 * (1 - (Math.Abs(Level - other.Level) / 2.0)));

        /// <summary>A main muscle that only helps in the other counts half.</summary>
        private static double Overlap(uint mine, uint theirs, uint allTheirs, uint allMine)
        {
            double both = BitOperations.PopCount(mine & theirs);
            both += (BitOperations.PopCount(mine & allTheirs & ~theirs) + BitOperations.PopCount(theirs & allMine & ~mine)) / 2.0;
            return both / BitOperations.PopCount(mine | theirs);
        }

        private static double Shared(ulong one, ulong other) =>
            (one | other) == 0 ? 1 : (double)BitOperations.PopCount(one & other) / BitOperations.PopCount(one | other);

        private static uint Bits(IReadOnlyList<Muscle> muscles) => muscles.Aggregate(0u, (bits, muscle) => bits | (1u << (int)muscle));
    }
}
