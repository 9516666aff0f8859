namespace Platform.Delivery.Channels.Discord.Interactions;

/// <summary>Discord's languages beside ours.</summary>
internal static class Locales
{
    /// <summary>For whom we know nothing else of: <c>fr</c> for French, else <c>en</c>.</summary>
    public static string LanguageOf(string? locale) => locale == "fr" ? "fr" : "en";
}
