using System.Text.Json.Nodes;
using Platform.DiscordSimulator.Api;

namespace Platform.DiscordSimulator.Interactions;

/// <summary>What a modal may be: a custom_id, a title of 1–45 characters, 1–5 components.</summary>
internal static class ModalRules
{
    public const int TextInput = 4;
    public const int TextDisplay = 10;
    public const int Label = 18;

    public static void Check(Fields modal)
    {
        modal.Text("custom_id", 100, 1, required: true);
        modal.Text("title", 45, 1, required: true);
        var components = modal.Items("components").ToList();
        if (components.Count is 0 or > 5)
        {
            modal.Faults.BadLength(modal.PathOf("components"), 1, 5);
        }

        var customIds = new HashSet<string>(StringComparer.Ordinal);
        var number = 0;
        foreach (var (component, node) in components)
        {
            ComponentRules.Number(node, ref number);
            switch (component.Number("type"))
            {
                case Label:
                    component.Text("label", 45, 1, required: true);
                    component.Text("description", 100);
                    CheckInner(component, node, customIds, ref number);
                    break;
                case ComponentRules.ActionRow:
                    CheckRow(component, customIds, ref number);
                    break;
                case TextDisplay:
                    component.Text("content", 4000, 1, required: true);
                    break;
                default:
                    component.Faults.Choices(component.PathOf("type"), "(1, 10, 18)");
                    break;
            }
        }
    }

    private static void CheckInner(Fields label, JsonObject node, HashSet<string> customIds, ref int number)
    {
        if (label.Object("component") is not { } inner)
        {
            label.Faults.Required(label.PathOf("component"));
            return;
        }

        ComponentRules.Number(node["component"]!.AsObject(), ref number);
        switch (inner.Number("type"))
        {
            case TextInput:
                CheckTextInput(inner, customIds);
                if (inner.Has("label"))
                {
                    inner.Faults.Add(inner.PathOf("label"), "TEXT_INPUT_LABEL_NOT_ALLOWED", "A text input inside a label has no label of its own");
                }

                break;
            case ComponentRules.StringSelect:
                ComponentRules.CheckSelect(inner, customIds);
                break;
            default:
                inner.Faults.Choices(inner.PathOf("type"), "(3, 4)");
                break;
        }
    }

    // Deprecated, and still taken: a row with one text input that carries its own label.
    private static void CheckRow(Fields row, HashSet<string> customIds, ref int number)
    {
        var children = row.Items("components").ToList();
        if (children.Count != 1)
        {
            row.Faults.BadLength(row.PathOf("components"), 1, 1);
        }

        foreach (var (child, node) in children)
        {
            ComponentRules.Number(node, ref number);
            if (child.Number("type") != TextInput)
            {
                child.Faults.Choices(child.PathOf("type"), "(4,)");
                continue;
            }

            child.Text("label", 45, 1, required: true);
            CheckTextInput(child, customIds);
        }
    }

    private static void CheckTextInput(Fields input, HashSet<string> customIds)
    {
        ComponentRules.CheckCustomId(input, customIds);
        if (input.Number("style", 1, 2) is null)
        {
            input.Faults.Required(input.PathOf("style"));
        }

        var least = input.Number("min_length", 0, 4000);
        var most = input.Number("max_length", 1, 4000);
        if (least > most)
        {
            input.Faults.Add(input.PathOf("min_length"), "TEXT_INPUT_MIN_LENGTH", "min_length must not be above max_length");
        }

        input.Flag("required");
        input.Text("placeholder", 100);
        input.Text("value", 4000);
    }
}
