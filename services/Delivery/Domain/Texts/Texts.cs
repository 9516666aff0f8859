using System.Collections;
using System.Collections.Frozen;
using System.Globalization;
using System.Resources;
using System.Runtime.CompilerServices;

namespace Platform.Delivery.Domain;

/// <summary>Every text that a person reads, in one language: a member for each text of <c>Texts.resx</c> and <c>Texts.fr.resx</c>.</summary>
internal sealed partial class Texts
{
    private static readonly ResourceManager Resources = new(typeof(Texts));
    private static readonly FrozenDictionary<string, Texts> ByLanguage = Languages.ToFrozenDictionary(l => l, l => new Texts(l));

    private readonly FrozenDictionary<string, string> _texts;
    private readonly string[] _days;
    private readonly string[] _months;
    private readonly string[] _shortMonths;

    private Texts(string language)
    {
        Language = language;
        _texts = Read(language).ToFrozenDictionary();
        _days = _texts["Days"].Split('|');
        _months = _texts["Months"].Split('|');
        _shortMonths = _texts["ShortMonths"].Split('|');
    }

    /// <summary>The languages that there are; the first is everybody's until they choose.</summary>
    public static IReadOnlyList<string> Languages => ["en", "fr"];

    public string Language { get; }

    /// <param name="language">One of <see cref="Languages"/>; any other reads the first.</param>
    public static Texts For(string language) => ByLanguage.GetValueOrDefault(language) ?? ByLanguage[Languages[0]];

    /// <summary>The texts of one language, without those of another to fall back on.</summary>
    internal static Dictionary<string, string> Read(string language)
    {
        var culture = language == Languages[0] ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(language);
        var set = Resources.GetResourceSet(culture, createIfNotExists: true, tryParents: false)
            ?? throw new MissingManifestResourceException($"There are no texts in {language}.");
        return set.Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string)e.Value!);
    }

    private static string Fill(string text, params ReadOnlySpan<object?> values) => string.Format(CultureInfo.InvariantCulture, text, values);

    private string Get([CallerMemberName] string key = "") => _texts[key];

    // French counts 0 as one, English as many.
    private string GetPlural(int count, [CallerMemberName] string key = "") =>
        _texts[(Language == "fr" ? count is 0 or 1 : count == 1) ? $"{key}_one" : $"{key}_other"];
}
