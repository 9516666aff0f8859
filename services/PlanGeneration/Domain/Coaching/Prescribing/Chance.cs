namespace Platform.PlanGeneration.Domain.Coaching.Prescribing;

/// <summary>What is left to chance, from a seed: the same numbers on every machine, and nothing to carry along.</summary>
internal static class Chance
{
    /// <summary>A number that looks unlike its neighbours' (the finaliser of MurmurHash3).</summary>
    public static int Mix(int seed, int salt)
    {
        var h = unchecked(((uint)seed * 0x9E3779B1u) ^ ((uint)salt + 0x85EBCA6Bu));
        h = unchecked((h ^ (h >> 16)) * 0x85EBCA6Bu);
        h = unchecked((h ^ (h >> 13)) * 0xC2B2AE35u);
        return (int)((h ^ (h >> 16)) & 0x7FFFFFFF);
    }

    /// <summary>0 to <paramref name="count"/> − 1.</summary>
    public static int Of(int seed, int salt, int count) => count <= 1 ? 0 : Mix(seed, salt) % count;
}
