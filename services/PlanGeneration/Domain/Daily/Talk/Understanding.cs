using System.Globalization;
using Platform.PlanGeneration.Domain.Catalogue;

namespace Platform.PlanGeneration.Domain.Daily.Talk;

internal enum Intent
{
    Unclear,
    Alarm,
    Missing,
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

    // What no training is worth: signs of the heart, of breath and of the head.
    private static readonly string[] Alarms =
    [
        "chest-pain", "pain-in-my-chest", "pain-in-the-chest", "chest-hurt", "chest-tight", "tight-chest", "t-breathe", "cannot-breathe", "trouble-breathing",
        "short-of-breath", "shortness-of-breath", "faint", "passed-out", "pass-out", "dizz", "palpitation", "douleur-thoracique", "mal-a-la-poitrine",
        "douleur-a-la-poitrine", "douleur-dans-la-poitrine", "mal-a-respirer", "essouffle-au-repos", "vertige", "malaise", "evanoui",
    ];

    private static readonly string[] Lacks =
        ["without", "no", "dont-have", "don-t-have", "do-not-have", "doesn-t-have", "have-no", "sans", "n-ai-pas", "pas-de", "pas-d", "n-y-a-pas", "y-a-pas"];

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
        var missing = Lacking(slug);
        var intent = Alarms.Any(sign => Named(slug, sign)) ? Intent.Alarm
            : IntentOf(words) is var found and not Intent.Unclear ? found
            : missing is not null ? Intent.Missing
            : HasMinutes(words) ? Intent.Shorter
            : Intent.Unclear;
        return new(intent, french, words, slug) { Item = missing };
    }

    /// <summary>The equipment that is said not to be there, if some is.</summary>
    public EquipmentItem? Item { get; private init; }

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

    public static string InFrench(BodyArea area) => area switch
    {
        BodyArea.LowerBack => "bas du dos",
        BodyArea.UpperBack => "haut du dos",
        BodyArea.Hamstring => "ischio-jambiers",
        BodyArea.Knee => "genou",
        BodyArea.Shoulder => "épaule",
        BodyArea.Elbow => "coude",
        BodyArea.Wrist => "poignet",
        BodyArea.Ankle => "cheville",
        BodyArea.Foot => "pied",
        BodyArea.Calf => "mollet",
        BodyArea.Hip => "hanche",
        BodyArea.Groin => "aine",
        BodyArea.Neck => "nuque",
        BodyArea.Chest => "poitrine",
        BodyArea.Abdomen => "ventre",
        _ => throw new ArgumentOutOfRangeException(nameof(area), area, null),
    };

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

    // At the beginning of a word.
    private static bool Named(string slug, string sign) => $"-{slug}".Contains($"-{sign}", StringComparison.Ordinal);

    private static EquipmentItem? Lacking(string slug)
    {
        var words = slug.Split('-', StringSplitOptions.RemoveEmptyEntries);
        if (!Lacks.Any(lack => $"-{slug}-".Contains($"-{lack}-", StringComparison.Ordinal)))
        {
            return null;
        }

        // The longest name first: a squat rack is not a rack.
        for (var length = 3; length >= 1; length--)
        {
            for (var start = 0; start + length <= words.Length; start++)
            {
                if (CatalogueIndex.Shipped.FindEquipment(string.Join(' ', words[start..(start + length)])) is { } item)
                {
                    return item;
                }
            }
        }

        return null;
    }

    private static bool HasMinutes(HashSet<string> words) =>
        words.Overlaps(["minute", "minutes", "min", "mins", "mn"]) && words.Any(w => int.TryParse(w, NumberStyles.None, CultureInfo.InvariantCulture, out _));

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
