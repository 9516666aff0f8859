using System.Collections.Frozen;

namespace Platform.PlanGeneration.LanguageModel;

internal enum PromptUse
{
    Allowed,

    /// <summary>The source's terms forbid it.</summary>
    Forbidden,

    /// <summary>Nobody has decided: left out until somebody has.</summary>
    Unknown,
}

/// <summary>
/// Which sources' data may enter a prompt. Names are those by which WearableSync tags a record, and two of our own. What
/// was computed from several sources has all of them.
/// </summary>
internal static class DataSources
{
    /// <summary>What the athlete told us, logged here, or brought as a file of their own.</summary>
    public const string Athlete = "athlete";

    /// <summary>What this platform made itself: plans, catalogue, rules.</summary>
    public const string Platform = "platform";

    public const string Strava = "strava";

    private static readonly FrozenDictionary<string, PromptUse> Policy = new Dictionary<string, PromptUse>
    {
        [Athlete] = PromptUse.Allowed,
        [Platform] = PromptUse.Allowed,
        ["file_import"] = PromptUse.Allowed,
        ["apple_health"] = PromptUse.Allowed,
        ["coros"] = PromptUse.Allowed,
        ["fitbit"] = PromptUse.Allowed,
        ["garmin"] = PromptUse.Allowed,
        ["google_health"] = PromptUse.Allowed,
        ["polar"] = PromptUse.Allowed,
        ["suunto"] = PromptUse.Allowed,
        ["whoop"] = PromptUse.Allowed,
        // API Policy of 2026-06-01, 5.3: no AI application, and a model's context window is named.
        [Strava] = PromptUse.Forbidden,
    }.ToFrozenDictionary();

    public static PromptUse Of(string source) => Policy.GetValueOrDefault(source, PromptUse.Unknown);

    /// <summary>The strictest of them; no source at all is an unknown one.</summary>
    public static PromptUse Of(IReadOnlyCollection<string> sources) => sources switch
    {
        { Count: 0 } => PromptUse.Unknown,
        _ when sources.Any(s => Of(s) == PromptUse.Forbidden) => PromptUse.Forbidden,
        _ when sources.Any(s => Of(s) == PromptUse.Unknown) => PromptUse.Unknown,
        _ => PromptUse.Allowed,
    };
}
