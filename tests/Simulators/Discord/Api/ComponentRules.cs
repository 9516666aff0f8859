using System.Text.Json.Nodes;

namespace Platform.DiscordSimulator.Api;

/// <summary>
/// The components of a message: up to 5 action rows, each of 1–5 buttons or one select. Every component gets the
/// integer <c>id</c> that Discord gives it.
/// </summary>
internal static class ComponentRules
{
    public const int ActionRow = 1;
    public const int Button = 2;
    public const int StringSelect = 3;
    public const int LinkStyle = 5;
    private const int PremiumStyle = 6;

    public static void Check(Fields message)
    {
        if (message.Array("components") is { Count: > 5 })
        {
            message.Faults.BadLength(message.PathOf("components"), 1, 5);
        }

        var customIds = new HashSet<string>(StringComparer.Ordinal);
        var number = 0;
        foreach (var (row, node) in message.Items("components"))
        {
            Number(node, ref number);
            if (row.Number("type") != ActionRow)
            {
                row.Faults.Choices(row.PathOf("type"), "(1,)");
                continue;
            }

            Row(row, customIds, ref number);
        }
    }

    private static void Row(Fields row, HashSet<string> customIds, ref int number)
    {
        var children = row.Items("components").ToList();
        var select = children.Any(child => child.Fields.Number("type") == StringSelect);
        if (children.Count == 0 || children.Count > (select ? 1 : 5))
        {
            row.Faults.BadLength(row.PathOf("components"), 1, select ? 1 : 5);
        }

        foreach (var (child, node) in children)
        {
            Number(node, ref number);
            switch (child.Number("type"))
            {
                case Button:
                    CheckButton(child, customIds);
                    break;
                case StringSelect:
                    CheckSelect(child, customIds);
                    break;
                default:
                    child.Faults.Choices(child.PathOf("type"), "(2, 3)");
                    break;
            }
        }
    }

    private static void CheckButton(Fields button, HashSet<string> customIds)
    {
        button.Text("label", 80);
        if (button.Number("style", 1, PremiumStyle) is not { } style)
        {
            button.Faults.Required(button.PathOf("style"));
            return;
        }

        if (style == PremiumStyle)
        {
            return;
        }

        if (!button.Has("label") && !button.Has("emoji"))
        {
            button.Faults.Add(button.PathOf("label"), "BUTTON_COMPONENT_INVALID_LABEL", "A button needs a label or an emoji");
        }

        if (style == LinkStyle)
        {
            button.Text("url", 512, required: true);
            if (button.Has("custom_id"))
            {
                button.Faults.Add(button.PathOf("custom_id"), "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
                    "A custom id and url cannot both be specified");
            }
        }
        else
        {
            CheckCustomId(button, customIds);
        }
    }

    /// <summary>A select of strings: 1–25 options, as many chosen as <c>min_values</c> and <c>max_values</c> say.</summary>
    public static void CheckSelect(Fields select, HashSet<string> customIds)
    {
        CheckCustomId(select, customIds);
        select.Text("placeholder", 150);
        select.Number("min_values", 0, 25);
        select.Number("max_values", 1, 25);
        var options = select.Items("options").ToList();
        if (options.Count is 0 or > 25)
        {
            select.Faults.BadLength(select.PathOf("options"), 1, 25);
        }

        var values = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (option, _) in options)
        {
            option.Text("label", 100, 1, required: true);
            option.Text("description", 100);
            if (option.Text("value", 100, 1, required: true) is { } value && !values.Add(value))
            {
                option.Faults.Add(option.PathOf("value"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The specified option value is already used");
            }
        }
    }

    public static void CheckCustomId(Fields component, HashSet<string> customIds)
    {
        if (component.Text("custom_id", 100, 1, required: true) is { } id && !customIds.Add(id))
        {
            component.Faults.Add(component.PathOf("custom_id"), "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated");
        }
    }

    public static void Number(JsonObject component, ref int number)
    {
        number++;
        component["id"] ??= number;
    }
}
