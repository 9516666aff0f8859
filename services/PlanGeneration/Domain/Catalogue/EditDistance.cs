namespace Platform.PlanGeneration.Domain.Catalogue;

/// <summary>Typing errors between two words: letters left out, added, replaced, or two neighbours swapped (optimal string alignment).</summary>
internal static class EditDistance
{
    private const int Longest = 40;

    /// <returns>The distance, or <paramref name="most"/> + 1 where it is more, or where a word is longer than 40 letters.</returns>
    public static int Within(string one, string other, int most)
    {
        if (Math.Abs(one.Length - other.Length) > most || one.Length > Longest || other.Length > Longest)
        {
            return most + 1;
        }

        Span<byte> before = stackalloc byte[Longest + 1];
        Span<byte> above = stackalloc byte[Longest + 1];
        Span<byte> row = stackalloc byte[Longest + 1];
        for (var j = 0; j <= other.Length; j++)
        {
            above[j] = (byte)j;
        }

        for (var i = 1; i <= one.Length; i++)
        {
            row[0] = (byte)i;
            var least = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var cost = one[i - 1] == other[j - 1] ? 0 : 1;
                var best = Math.Min(Math.Min(above[j] + 1, row[j - 1] + 1), above[j - 1] + cost);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                {
                    best = Math.Min(best, before[j - 2] + 1);
                }

                row[j] = (byte)best;
                least = Math.Min(least, best);
            }

            if (least > most)
            {
                return most + 1;
            }

            var last = before;
            before = above;
            above = row;
            row = last;
        }

        return Math.Min(above[other.Length], most + 1);
    }
}
