using Platform.PlanGeneration.Domain.Catalogue;

namespace Platform.PlanGeneration.Domain.Daily.Talk;

internal enum Intent
{
    Unclear,
    Pain,
    Replace,
    Easier,
    Harder,
    Shorter,
    WarmUp,
    Rest,
    Dose,
    Why,
}

/// <summary>What an athlete's message is about, by its words: English or French, accents and case forgiven.</summary>
internal sealed record Understanding(Intent Intent, bool French, IReadOnlySet<string> Words, string Slug)
{
    private static readonly HashSet<string> FrenchWords =
    [
        "le", "la", "les", "un", "une", "des", "du", "je", "j", "mon", "ma", "mes", "pourquoi", "comment", "combien", "mal", "trop", "plus", "moins", "est",
        "seance", "exercice", "repos", "allure", "charge", "echauffement", "echauffer", "douleur", "facile", "dur", "difficile", "remplacer", "changer", "au", "pas",
    ];

    // The first that fits: what hurts goes before everything.
    private static readonly (Intent Intent, string[] Stems)[] Stems =
    [
        (Intent.Pain, ["pain", "hurt", "ache", "aching", "sore", "injur", "douleur", "bless", "mal"]),
        (Intent.Replace, ["replac", "swap", "instead", "substitut", "alternativ", "rempla", "echang", "autre"]),
        (Intent.WarmUp, ["warm", "echauff"]),
        (Intent.Rest, ["rest", "pause", "repos", "recup", "recover"]),
        (Intent.Shorter, ["short", "quick", "court", "raccourc", "vite", "time", "temps"]),
        (Intent.Easier, ["easi", "easy", "lighter", "hard", "tired", "exhaust", "facil", "dur", "difficil", "fatigu", "leger", "epuis"]),
        (Intent.Harder, ["harder", "heavier", "challeng", "tougher"]),
        (Intent.Dose, ["pace", "speed", "fast", "load", "weight", "heavy", "kg", "kilo", "rep", "set", "allure", "vitesse", "charg", "poids", "lourd", "serie", "combien"]),
        (Intent.Why, ["why", "reason", "purpose", "point", "pourquoi", "raison", "but", "sert"]),
    ];

    public static Understanding Of(string message)
    {
        var slug = Catalogue.Words.Slug(message);
        var words = slug.Split('-', StringSplitOptions.RemoveEmptyEntries).ToHashSet();
        var french = words.Count(FrenchWords.Contains) > 0 && !words.Overlaps(["the", "my", "is", "what", "how", "can", "i", "it", "this"]);
        return new(IntentOf(words), french, words, slug);
    }

    /// <summary>The part of the body that is named, if one is.</summary>
    public BodyArea? Area()
    {
        foreach (var (area, names) in Areas)
        {
            if (names.Any(name => name.Contains('-', StringComparison.Ordinal) ? Slug.Contains(name, StringComparison.Ordinal) : Words.Contains(name) || Words.Contains(name + "s")))
            {
                return area;
            }
        }

        return null;
    }

    private static readonly (BodyArea Area, string[] Names)[] Areas =
    [
        (BodyArea.LowerBack, ["lower-back", "bas-du-dos", "lombaire", "lumbar"]),
        (BodyArea.UpperBack, ["upper-back", "haut-du-dos"]),
        (BodyArea.Hamstring, ["hamstring", "ischio"]),
        (BodyArea.Knee, ["knee", "genou", "genoux"]),
        (BodyArea.Shoulder, ["shoulder", "epaule"]),
        (BodyArea.Elbow, ["elbow", "coude"]),
        (BodyArea.Wrist, ["wrist", "poignet"]),
        (BodyArea.Ankle, ["ankle", "cheville"]),
        (BodyArea.Foot, ["foot", "feet", "pied"]),
        (BodyArea.Calf, ["calf", "calves", "mollet"]),
        (BodyArea.Hip, ["hip", "hanche"]),
        (BodyArea.Groin, ["groin", "aine", "adducteur"]),
        (BodyArea.Neck, ["neck", "nuque", "cou"]),
        (BodyArea.Chest, ["chest", "poitrine"]),
        (BodyArea.Abdomen, ["abdomen", "stomach", "ventre"]),
        // Of the back as such, the part that mostly is meant.
        (BodyArea.LowerBack, ["back", "dos"]),
    ];

    private static Intent IntentOf(HashSet<string> words)
    {
        foreach (var (intent, stems) in Stems)
        {
            if (!words.Any(word => stems.Any(stem => stem.Length <= 3 ? word == stem || word == stem + "s" : word.StartsWith(stem, StringComparison.Ordinal))))
            {
                continue;
            }

            return intent switch
            {
                // "too hard" asks for less, "harder" and "too easy" for more.
                Intent.Easier when words.Contains("harder") || words.Contains("heavier") || ((words.Contains("too") || words.Contains("trop")) && words.Any(w => w.StartsWith("eas", StringComparison.Ordinal) || w.StartsWith("facil", StringComparison.Ordinal)))
                    || ((words.Contains("plus") || words.Contains("more")) && words.Any(w => w.StartsWith("dur", StringComparison.Ordinal) || w.StartsWith("difficil", StringComparison.Ordinal))) => Intent.Harder,
                var found => found,
            };
        }

        return Intent.Unclear;
    }
}
