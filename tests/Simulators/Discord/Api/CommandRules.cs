using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Platform.DiscordSimulator.Model;

namespace Platform.DiscordSimulator.Api;

/// <summary>The kinds of option that a command has.</summary>
internal enum OptionType
{
    Subcommand = 1,
    SubcommandGroup = 2,
    Text = 3,
    Integer = 4,
    Boolean = 5,
    User = 6,
    Channel = 7,
    Role = 8,
    Mentionable = 9,
    Number = 10,
    Attachment = 11,
}

/// <summary>What a command may be: names, descriptions, options, choices, translations.</summary>
internal static partial class CommandRules
{
    public const int ChatInput = 1;
    private const int MostOptions = 25;
    private const int MostTogether = 8000;
    public const double SafeInteger = 9_007_199_254_740_991;

    /// <param name="commands">What replaces all commands: their names must differ too.</param>
    public static void CheckAll(JsonArray commands, FormFaults faults)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < commands.Count; i++)
        {
            var path = i.ToString(CultureInfo.InvariantCulture);
            if (commands[i] is not JsonObject command)
            {
                faults.Add(path, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType");
                continue;
            }

            Check(new Fields(command, path, faults));
            if (!names.Add($"{command["type"] ?? ChatInput} {command["name"]}"))
            {
                faults.Add($"{path}.name", "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique");
            }
        }
    }

    public static void Check(Fields command)
    {
        var type = command.Number("type", 1, 3) ?? ChatInput;
        if (type == ChatInput)
        {
            CheckNamed(command);
            CheckOptions(command, depth: 0);
            if (!command.Faults.Any && Length(command) > MostTogether)
            {
                command.Faults.Add(command.PathOf("options"), "APPLICATION_COMMAND_TOO_LARGE",
                    $"Command exceeds maximum size ({MostTogether})");
            }
        }
        else
        {
            command.Text("name", 32, 1, required: true);
            command.Text("description", 0);
        }

        command.Flag("nsfw");
        command.Flag("dm_permission");
        CheckNumbers(command, "contexts", 2);
        CheckNumbers(command, "integration_types", 1);
        if (command.Text("default_member_permissions", 20) is { } bits && !ulong.TryParse(bits, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            command.Faults.Add(command.PathOf("default_member_permissions"), "NUMBER_TYPE_COERCE", $"Value \"{bits}\" is not int.");
        }
    }

    private static void CheckNamed(Fields named)
    {
        CheckName(named, "name", required: true);
        named.Text("description", 100, 1, required: true);
        CheckTranslations(named, "name", (fields, locale) => CheckName(fields, locale, required: false));
        CheckTranslations(named, "description", (fields, locale) => fields.Text(locale, 100, 1));
    }

    private static void CheckName(Fields fields, string field, bool required)
    {
        if (fields.Text(field, 32, 1, required) is { Length: > 0 } name && (!Name().IsMatch(name) || name != name.ToLowerInvariant()))
        {
            fields.Faults.Add(fields.PathOf(field), "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid");
        }
    }

    private static void CheckTranslations(Fields named, string field, Action<Fields, string> check)
    {
        if (named.Object($"{field}_localizations") is not { } translations)
        {
            return;
        }

        foreach (var locale in translations.Names)
        {
            if (Locales.All.Contains(locale))
            {
                check(translations, locale);
            }
            else
            {
                translations.Faults.Choices(translations.PathOf(locale), $"({string.Join(", ", Locales.All.Order().Select(each => $"'{each}'"))})");
            }
        }
    }

    private static void CheckOptions(Fields parent, int depth)
    {
        var options = parent.Items("options").ToList();
        if (options.Count > MostOptions)
        {
            parent.Faults.TooLong(parent.PathOf("options"), MostOptions);
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        var sawOptional = false;
        foreach (var (option, node) in options)
        {
            CheckNamed(option);
            if (node["name"] is { } name && !names.Add(name.ToString()))
            {
                option.Faults.Add(option.PathOf("name"), "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", "Option name already exists");
            }

            var required = option.Flag("required");
            if (required && sawOptional)
            {
                parent.Faults.Add(parent.PathOf("options"), "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                    "Required options must be placed before non-required options");
            }

            sawOptional |= !required;
            if (option.Number("type", 1, 11) is not { } type)
            {
                option.Faults.Required(option.PathOf("type"));
                continue;
            }

            CheckOption(option, (OptionType)type, depth, alone: options.All(each => IsSubcommand(each.Node)));
        }
    }

    private static void CheckOption(Fields option, OptionType type, int depth, bool alone)
    {
        if (type is OptionType.Subcommand or OptionType.SubcommandGroup)
        {
            if (!alone || depth > (type == OptionType.Subcommand ? 1 : 0))
            {
                option.Faults.Add(option.PathOf("type"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-command and sub-command group option types are mutually exclusive to all other types");
            }

            CheckOptions(option, depth + 1);
            return;
        }

        CheckLimits(option, type);
        var choices = option.Items("choices").ToList();
        if (choices.Count > MostOptions)
        {
            option.Faults.TooLong(option.PathOf("choices"), MostOptions);
        }

        var takesChoices = type is OptionType.Text or OptionType.Integer or OptionType.Number;
        if (option.Flag("autocomplete") && (choices.Count > 0 || !takesChoices))
        {
            option.Faults.Add(option.PathOf("autocomplete"), "APPLICATION_COMMAND_OPTION_AUTOCOMPLETE_INVALID",
                "autocomplete needs a string, integer or number option without choices");
        }

        if (choices.Count > 0 && !takesChoices)
        {
            option.Faults.Add(option.PathOf("choices"), "APPLICATION_COMMAND_OPTION_CHOICES_INVALID", "This option type has no choices");
        }

        foreach (var (choice, node) in choices)
        {
            CheckChoice(choice, node, type);
        }
    }

    /// <summary>A choice of an option, or one that is offered as a completion.</summary>
    public static void CheckChoice(Fields choice, JsonObject node, OptionType type)
    {
        choice.Text("name", 100, 1, required: true);
        CheckTranslations(choice, "name", (fields, locale) => fields.Text(locale, 100, 1));
        if (node["value"] is not { } value)
        {
            choice.Faults.Required(choice.PathOf("value"));
        }
        else if (type == OptionType.Text)
        {
            choice.Text("value", 100);
        }
        else if (value.GetValueKind() != JsonValueKind.Number || !IsNumber(value.GetValue<double>(), type))
        {
            choice.Faults.Add(choice.PathOf("value"), "NUMBER_TYPE_COERCE", $"Value \"{value}\" is not {(type == OptionType.Integer ? "int" : "float")}.");
        }
    }

    /// <summary>In the range that Discord's integers and numbers have.</summary>
    public static bool IsNumber(double value, OptionType type) =>
        Math.Abs(value) <= SafeInteger && (type == OptionType.Number || value == Math.Floor(value));

    private static void CheckLimits(Fields option, OptionType type)
    {
        if (type == OptionType.Text)
        {
            Ordered(option, "length", option.Number("min_length", 0, 6000), option.Number("max_length", 1, 6000));
        }
        else if (type is OptionType.Integer or OptionType.Number)
        {
            Ordered(option, "value", option.Double("min_value", type == OptionType.Integer), option.Double("max_value", type == OptionType.Integer));
        }
    }

    private static void Ordered(Fields option, string what, double? least, double? most)
    {
        if (least > most)
        {
            option.Faults.Add(option.PathOf($"min_{what}"), "APPLICATION_COMMAND_OPTION_MIN_MAX_INVALID", $"min_{what} must not be above max_{what}");
        }
    }

    private static void CheckNumbers(Fields command, string name, int most)
    {
        var numbers = command.Array(name) ?? [];
        for (var i = 0; i < numbers.Count; i++)
        {
            if (numbers[i]?.GetValueKind() != JsonValueKind.Number || !numbers[i]!.AsValue().TryGetValue(out int number) || number < 0 || number > most)
            {
                command.Faults.Choices($"{command.PathOf(name)}.{i}", $"({string.Join(", ", Enumerable.Range(0, most + 1))})");
            }
        }
    }

    private static bool IsSubcommand(JsonObject option) =>
        option["type"]?.GetValueKind() == JsonValueKind.Number && option["type"]!.AsValue().TryGetValue(out int type) && type is 1 or 2;

    // Names, descriptions and values together, the longest translation in place of each.
    private static int Length(Fields named) =>
        named.LongestText("name") + named.LongestText("description") + named.LongestText("value")
        + named.Items("options").Sum(option => Length(option.Fields)) + named.Items("choices").Sum(choice => Length(choice.Fields));

    [GeneratedRegex(@"^[-_'\p{L}\p{N}\u0900-\u097F\u0E00-\u0E7F]{1,32}\z")]
    private static partial Regex Name();
}
