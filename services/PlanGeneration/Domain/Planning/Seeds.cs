namespace Platform.PlanGeneration.Domain.Planning;

/// <summary>Makes seeds of seeds: the same on every machine and in every run, unlike hash codes.</summary>
internal static class Seeds
{
    /// <summary>A seed of its own for each pair of numbers, such as week and day. Never negative.</summary>
    public static int Of(int seed, int one, int other = 0) => (int)(Mixed(Mixed(Mixed((uint)seed) + (uint)one) + (uint)other) >> 33);

    /// <summary>The finaliser of SplitMix64 (Steele, Lea, Flood 2014): neighbouring numbers come out unrelated.</summary>
    private static ulong Mixed(ulong value)
    {
        unchecked
        {
            value += 0x9E3779B97F4A7C15;
            value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9;
            value = (value ^ value >> 27) * 0x94D049BB133111EB;
            return value ^ value >> 31;
        }
    }
}
