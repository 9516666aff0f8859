using System.Collections.Frozen;

namespace Platform.DiscordSimulator.Model;

/// <summary>The languages of Discord's clients.</summary>
internal static class Locales
{
    public const string Default = "en-US";

    public static readonly FrozenSet<string> All = FrozenSet.Create(
        StringComparer.Ordinal,
        "id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu", "nl", "no", "pl", "pt-BR", "ro", "fi", "sv-SE",
        "vi", "tr", "cs", "el", "bg", "ru", "uk", "hi", "th", "zh-CN", "ja", "zh-TW", "ko");
}
