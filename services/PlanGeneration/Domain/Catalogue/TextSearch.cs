using System.Numerics;

namespace Platform.PlanGeneration.Domain.Catalogue;

/// <summary>
/// Finds items by their names. Each word of the question is compared with each word of the vocabulary (some 2,000), so that the
/// cost does not grow with how often a word is used; letters that the two do not share rule out most of them.
/// </summary>
internal sealed class TextSearch
{
    private const int MostWords = 8;

    private readonly Term[] _terms;
    private readonly (int Item, int Words)[] _phrases;
    private readonly int _items;

    /// <param name="names">For each item its names, the first of them its own.</param>
    public TextSearch(IReadOnlyList<IReadOnlyList<string>> names)
    {
        _items = names.Count;
        List<(int Item, int Words)> phrases = [];
        Dictionary<string, List<(int Phrase, int Span)>> uses = [];
        for (var item = 0; item < names.Count; item++)
        {
            foreach (var name in names[item])
            {
                var words = Words.Of(name);
                for (var i = 0; i < words.Length; i++)
                {
                    Use(words[i], 1);
                    if (i + 1 < words.Length)
                    {
                        // "pullup" finds the pull-up.
                        Use(words[i] + words[i + 1], 2);
                    }
                }

                phrases.Add((item, words.Length));
            }
        }

        _phrases = [.. phrases];
        _terms = [.. uses.Select(use => new Term(use.Key, Letters(use.Key), [.. use.Value]))];

        void Use(string word, int span)
        {
            if (!uses.TryGetValue(word, out var list))
            {
                uses.Add(word, list = []);
            }

            list.Add((phrases.Count, span));
        }
    }

    /// <returns>Numbers of items, best match first. All words have to match; where no item has them all, at least half of them.</returns>
    public IReadOnlyList<int> Find(string text)
    {
        var words = Words.Of(text);
        if (words.Length > MostWords)
        {
            words = words[..MostWords];
        }

        if (words.Length == 0)
        {
            return [];
        }

        var hits = Array.ConvertAll(words, Hits);
        List<(int Item, int Matched, float Score)> found = [];
        Span<float> best = stackalloc float[MostWords];
        for (var (phrase, item) = (0, 0); item < _items; item++)
        {
            best.Clear();
            var closest = 0f;
            for (; phrase < _phrases.Length && _phrases[phrase].Item == item; phrase++)
            {
                closest = Math.Max(closest, Closeness(phrase, hits, best));
            }

            var (matched, sum) = (0, 0f);
            foreach (var weight in best[..words.Length])
            {
                matched += weight > 0 ? 1 : 0;
                sum += weight;
            }

            if (matched * 2 >= words.Length && matched > 0)
            {
                found.Add((item, matched, (sum / words.Length) + closest));
            }
        }

        var most = found.Count == 0 ? 0 : found.Max(f => f.Matched);
        return [.. found.Where(f => f.Matched == words.Length || most < words.Length).OrderByDescending(f => f.Matched).ThenByDescending(f => f.Score).ThenBy(f => f.Item).Select(f => f.Item)];
    }

    /// <summary>How much of the phrase was asked for and of the question is in the phrase; 1 where they are the same.</summary>
    private float Closeness(int phrase, Hit[][] hits, Span<float> best)
    {
        var (sum, asked) = (0f, 0);
        for (var word = 0; word < hits.Length; word++)
        {
            var (weight, span) = hits[word][phrase];
            best[word] = Math.Max(best[word], weight);
            sum += weight * span;
            asked += Math.Max(1, span);
        }

        return sum / Math.Max(asked, _phrases[phrase].Words);
    }

    /// <summary>How well each phrase has the word.</summary>
    private Hit[] Hits(string word)
    {
        var hits = new Hit[_phrases.Length];
        var letters = Letters(word);
        var known = Array.Exists(_terms, term => term.Word == word);
        // A word that exists is meant as it is written.
        var most = known || word.Length < 4 ? 0 : word.Length < 6 ? 1 : 2;
        foreach (var term in _terms)
        {
            var weight = Weight(word, letters, term, most);
            if (weight <= 0)
            {
                continue;
            }

            foreach (var (phrase, span) in term.Uses)
            {
                if (weight > hits[phrase].Weight)
                {
                    hits[phrase] = new(weight, span);
                }
            }
        }

        return hits;
    }

    private static float Weight(string word, ulong letters, Term term, int most)
    {
        if (term.Word.Length >= word.Length)
        {
            if (term.Word == word)
            {
                return 1;
            }

            if (word.Length >= 2 && term.Word.StartsWith(word, StringComparison.Ordinal))
            {
                return 0.7f + (0.2f * word.Length / term.Word.Length);
            }

            if (word.Length >= 4 && term.Word.Contains(word, StringComparison.Ordinal))
            {
                return 0.6f;
            }
        }

        if (most == 0 || BitOperations.PopCount(letters ^ term.Letters) > 2 * most)
        {
            return 0;
        }

        var distance = EditDistance.Within(word, term.Word, most);
        return distance > most ? 0 : 0.8f - (0.15f * distance);
    }

    private static ulong Letters(string word) => word.Aggregate(0UL, (bits, c) => bits | (1UL << (c & 63)));

    private readonly record struct Hit(float Weight, int Span);

    private sealed record Term(string Word, ulong Letters, (int Phrase, int Span)[] Uses);
}
