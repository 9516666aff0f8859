using Platform.Delivery.Domain;

namespace Platform.Delivery.Channels.Discord.Interactions;

/// <summary>The slash commands as Discord registers them, with their names and descriptions in each language.</summary>
internal static class CommandDefinitions
{
    private const int ChatInput = 1;
    private const int StringOption = 3;
    private const int IntegerOption = 4;
    private const int InGuild = 0;
    private const int InDirectMessage = 1;
    private const int MostText = 100;

    // English is the default and needs no entry.
    private static readonly Texts English = Texts.For("en");
    private static readonly Texts French = Texts.For("fr");

    public static IReadOnlyList<object> All { get; } =
    [
        Command("today", t => t.CommandToday, t => t.CommandTodayHelp),
        Command("log", t => t.CommandLog, t => t.CommandLogHelp,
            Option(StringOption, "exercise", t => t.OptionExercise, t => t.OptionExerciseHelp, completes: true),
            // As text: people write 82,5 and 180 lb too.
            Option(StringOption, "weight", t => t.OptionWeight, t => t.OptionWeightHelp, longest: 20),
            Option(IntegerOption, "reps", t => t.OptionReps, t => t.OptionRepsHelp, least: 1, most: TopSetRules.MostReps)),
        Command("last", t => t.CommandLast, t => t.CommandLastHelp,
            Option(StringOption, "exercise", t => t.OptionExercise, t => t.OptionExerciseHelp, completes: true)),
        Command("pause", t => t.CommandPause, t => t.CommandPauseHelp),
        Command("resume", t => t.CommandResume, t => t.CommandResumeHelp),
        Command("timezone", t => t.CommandTimeZone, t => t.CommandTimeZoneHelp,
            Option(StringOption, "zone", t => t.OptionZone, t => t.OptionZoneHelp, completes: true)),
        Command("link", t => t.CommandLink, t => t.CommandLinkHelp,
            Option(StringOption, "code", t => t.OptionCode, t => t.OptionCodeHelp, longest: 40)),
    ];

    private static object Command(string name, Func<Texts, string> shown, Func<Texts, string> help, params object[] options) => new
    {
        Type = ChatInput,
        Name = name,
        NameLocalizations = new { Fr = shown(French) },
        Description = help(English),
        DescriptionLocalizations = new { Fr = help(French) },
        Contexts = new[] { InGuild, InDirectMessage },
        Options = options,
    };

    private static object Option(
        int type, string name, Func<Texts, string> shown, Func<Texts, string> help, bool completes = false, int? longest = null, int? least = null, int? most = null) => new
    {
        Type = type,
        Name = name,
        NameLocalizations = new { Fr = shown(French) },
        Description = help(English),
        DescriptionLocalizations = new { Fr = help(French) },
        Required = true,
        Autocomplete = completes ? true : (bool?)null,
        MaxLength = completes ? MostText : longest,
        MinValue = least,
        MaxValue = most,
    };
}
