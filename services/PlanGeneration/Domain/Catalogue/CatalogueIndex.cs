using System.Collections.Frozen;

namespace Platform.PlanGeneration.Domain.Catalogue;

/// <summary>All exercises and equipment, ready to be looked up. It does not change, so one is shared by all threads.</summary>
internal sealed class CatalogueIndex
{
    private static readonly Lazy<CatalogueIndex> Loaded = new(() => new(CatalogueFile.Exercises(), CatalogueFile.Equipment()));

    private readonly FrozenDictionary<string, Exercise> _exercises;
    private readonly FrozenDictionary<string, int> _equipmentNumbers;
    private readonly FrozenDictionary<string, EquipmentItem> _equipmentNames;
    private readonly FrozenDictionary<string, EquipmentItem> _equipmentSingulars;
    private readonly FrozenDictionary<string, IReadOnlyList<Exercise>> _byDiscipline;
    private readonly IReadOnlyList<Exercise>[] _byPattern;
    private readonly int[][][] _needs;
    private readonly int[][] _serves;
    private readonly TextSearch _exerciseSearch;
    private readonly TextSearch _equipmentSearch;
    private readonly SubstituteRanking _ranking;

    /// <exception cref="InvalidOperationException">An id occurs twice, or names nothing.</exception>
    public CatalogueIndex(IReadOnlyList<Exercise> exercises, IReadOnlyList<EquipmentItem> equipment)
    {
        Equipment = equipment;
        _equipmentNumbers = Numbers(equipment, item => item.Id);
        _serves = [.. equipment.Select((_, number) => Closure(number))];

        var numbers = Numbers(exercises, exercise => exercise.Id);
        Exercise[] numbered = [.. exercises.Select((exercise, number) => exercise with { Number = number })];
        _needs = [.. numbered.Select(e => e.Needs.Select(group => group.Select(id => NumberOf(id, e.Id)).ToArray()).ToArray())];
        _ranking = new(numbered, numbers);
        Exercises = [.. numbered.Select(exercise => exercise with { Substitutes = _ranking.BestIds(exercise.Number) })];

        _exercises = Named(Exercises, e => [e.Id, .. e.Aliases.Select(Words.Slug)]);
        _equipmentNames = Named(equipment, item => [item.Id, Words.Slug(item.Name), .. item.Synonyms.Select(Words.Slug)]);
        _equipmentSingulars = Named(equipment, item => [item.Id, Singular(item.Name), .. item.Synonyms.Select(Singular)]);
        _byPattern = [.. Enum.GetValues<MovementPattern>().Select(pattern => (IReadOnlyList<Exercise>)[.. Exercises.Where(e => e.Pattern == pattern)])];
        _byDiscipline = Catalogue.Disciplines.All.ToFrozenDictionary(d => d, d => (IReadOnlyList<Exercise>)[.. Exercises.Where(e => e.Disciplines.Contains(d))]);
        _exerciseSearch = new([.. Exercises.Select(e => (IReadOnlyList<string>)[e.Name, .. e.Aliases])]);
        _equipmentSearch = new([.. equipment.Select(item => (IReadOnlyList<string>)[item.Name, .. item.Synonyms])]);
    }

    /// <summary>What the project ships, loaded when it is first asked for.</summary>
    public static CatalogueIndex Shipped => Loaded.Value;

    /// <summary>By id.</summary>
    public IReadOnlyList<Exercise> Exercises { get; }

    /// <summary>By id.</summary>
    public IReadOnlyList<EquipmentItem> Equipment { get; }

    /// <summary>By id, or by the slug of another name, such as <c>military-press</c>.</summary>
    public Exercise? Find(string exerciseId) => _exercises.GetValueOrDefault(exerciseId);

    /// <summary>Accents, case, separators and plurals are forgiven, typing errors are not: <see cref="SearchEquipment"/> does that.</summary>
    public EquipmentItem? FindEquipment(string idOrNameOrSynonym) =>
        _equipmentNames.TryGetValue(idOrNameOrSynonym, out var item)
        || _equipmentNames.TryGetValue(Words.Slug(idOrNameOrSynonym), out item)
        || _equipmentSingulars.TryGetValue(Singular(idOrNameOrSynonym), out item) ? item : null;

    public IReadOnlyList<Exercise> By(MovementPattern pattern) => _byPattern[(int)pattern];

    /// <returns>Nothing for a discipline that is none.</returns>
    public IReadOnlyList<Exercise> ByDiscipline(string discipline) => _byDiscipline.GetValueOrDefault(discipline) ?? [];

    /// <summary>Best match first. Accents, case, plurals and typing errors are forgiven.</summary>
    public IEnumerable<Exercise> SearchExercises(string text) => _exerciseSearch.Find(text).Select(number => Exercises[number]);

    /// <summary>Best match first. Accents, case, plurals and typing errors are forgiven.</summary>
    public IEnumerable<EquipmentItem> SearchEquipment(string text) => _equipmentSearch.Find(text).Select(number => Equipment[number]);

    /// <summary>All exercises of the same pattern that train some of the same muscles, best first.</summary>
    internal IReadOnlyList<RankedSubstitute> RankedFor(Exercise exercise) => _ranking.For(exercise.Number);

    /// <summary>The groups of item numbers that an exercise needs.</summary>
    internal int[][] NeedsOf(Exercise exercise) => _needs[exercise.Number];

    /// <summary>The item itself and all that it serves as, directly or by what it serves as.</summary>
    internal int[] ServesOf(int equipmentNumber) => _serves[equipmentNumber];

    internal bool TryNumber(string equipmentId, out int number) => _equipmentNumbers.TryGetValue(equipmentId, out number);

    private static string Singular(string name) => string.Join('-', Words.Of(name));

    private int[] Closure(int start)
    {
        List<int> reached = [start];
        for (var i = 0; i < reached.Count; i++)
        {
            var item = Equipment[reached[i]];
            reached.AddRange(item.ServesAs.Select(id => NumberOf(id, item.Id)).Where(number => !reached.Contains(number)).ToArray());
        }

        return [.. reached];
    }

    private int NumberOf(string equipmentId, string usedBy) => _equipmentNumbers.TryGetValue(equipmentId, out var number)
        ? number
        : throw new InvalidOperationException($"{usedBy} names the equipment {equipmentId}, which is not in the catalogue.");

    private static FrozenDictionary<string, int> Numbers<T>(IReadOnlyList<T> items, Func<T, string> id)
    {
        Dictionary<string, int> numbers = [];
        for (var i = 0; i < items.Count; i++)
        {
            if (!numbers.TryAdd(id(items[i]), i))
            {
                throw new InvalidOperationException($"The catalogue has {id(items[i])} twice.");
            }
        }

        return numbers.ToFrozenDictionary();
    }

    /// <summary>An id goes before another's alias.</summary>
    private static FrozenDictionary<string, T> Named<T>(IReadOnlyList<T> items, Func<T, IReadOnlyList<string>> names) where T : notnull
    {
        var named = items.ToDictionary(item => names(item)[0]);
        foreach (var item in items)
        {
            foreach (var name in names(item).Skip(1))
            {
                named.TryAdd(name, item);
            }
        }

        return named.ToFrozenDictionary();
    }
}
