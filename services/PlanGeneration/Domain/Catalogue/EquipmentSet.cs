namespace Platform.PlanGeneration.Domain.Catalogue;

/// <summary>What a place has, one bit an item, with all that its items serve as. Two sets of the same items are equal.</summary>
internal sealed class EquipmentSet : IEquatable<EquipmentSet>
{
    private readonly CatalogueIndex _catalogue;
    private readonly ulong[] _bits;

    private EquipmentSet(CatalogueIndex catalogue)
    {
        _catalogue = catalogue;
        _bits = new ulong[(catalogue.Equipment.Count + 63) / 64];
    }

    /// <summary>Every item of the shipped catalogue.</summary>
    public static EquipmentSet Everything { get; } = Of(CatalogueIndex.Shipped, CatalogueIndex.Shipped.Equipment.Select(item => item.Id));

    /// <summary>One's own body, and the floor.</summary>
    public static EquipmentSet Nothing { get; } = Of(CatalogueIndex.Shipped, []);

    /// <summary>The catalogue whose items these are.</summary>
    public CatalogueIndex Catalogue => _catalogue;

    /// <param name="ids">Ids of equipment. One that is not in the catalogue adds nothing: what an athlete writes is checked where it is read.</param>
    public static EquipmentSet Of(CatalogueIndex catalogue, IEnumerable<string> ids)
    {
        var set = new EquipmentSet(catalogue);
        foreach (var id in ids)
        {
            if (catalogue.TryNumber(id, out var number))
            {
                foreach (var served in catalogue.ServesOf(number))
                {
                    set._bits[served >> 6] |= 1UL << served;
                }
            }
        }

        return set;
    }

    /// <summary>Whether the item, or one that serves as it, is there.</summary>
    public bool Has(string id) => _catalogue.TryNumber(id, out var number) && Has(number);

    /// <param name="exercise">Of the same catalogue.</param>
    public bool Meets(Exercise exercise)
    {
        foreach (var group in _catalogue.NeedsOf(exercise))
        {
            if (!HasAny(group))
            {
                return false;
            }
        }

        return true;
    }

    public bool Equals(EquipmentSet? other) => other is not null && _catalogue == other._catalogue && _bits.AsSpan().SequenceEqual(other._bits);

    public override bool Equals(object? obj) => Equals(obj as EquipmentSet);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var word in _bits)
        {
            hash.Add(word);
        }

        return hash.ToHashCode();
    }

    internal bool HasAny(int[] numbers)
    {
        foreach (var number in numbers)
        {
            if (Has(number))
            {
                return true;
            }
        }

        return false;
    }

    private bool Has(int number) => (_bits[number >> 6] & (1UL << number)) != 0;
}
