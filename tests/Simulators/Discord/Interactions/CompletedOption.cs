using System.Text.Json.Nodes;
using Platform.DiscordSimulator.Api;
using Platform.DiscordSimulator.Model;

namespace Platform.DiscordSimulator.Interactions;

/// <summary>The option of a command that a person is typing.</summary>
internal static class CompletedOption
{
    /// <summary>Its type, which every choice that is offered must have; null: the interaction asks for no completion.</summary>
    public static OptionType? In(Interaction interaction) => interaction.Type != Payloads.Autocomplete ? null
        : Find(JsonNode.Parse(interaction.Body)!["data"]!["options"] as JsonArray);

    private static OptionType? Find(JsonArray? options) => (options ?? []).OfType<JsonObject>()
        .Select(option => option["focused"]?.GetValue<bool>() == true ? (OptionType?)option["type"]!.GetValue<int>() : Find(option["options"] as JsonArray))
        .FirstOrDefault(type => type is not null);
}
