using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Planning;

namespace Platform.PlanGeneration.Features.GeneratePlan;

/// <summary>The shape of a <see cref="PlanProposal"/>, in strict structured output.</summary>
internal static class ProposalSchema
{
    public static JsonElement Of(PlanMenu menu) => JsonSerializer.SerializeToElement(Closed(new()
    {
        ["strategy"] = new JsonObject { ["type"] = "string" },
        ["weeks"] = ListOf(Closed(new()
        {
            ["index"] = new JsonObject { ["type"] = "integer" },
            ["days"] = ListOf(Closed(new()
            {
                ["day"] = OneOf(WireNames.All<DayOfWeek>()),
                ["session"] = OneOf(menu.Items.Select(i => i.Id)),
                ["minutes"] = new JsonObject { ["type"] = "integer" },
            })),
        })),
    }));

    private static JsonObject Closed(JsonObject properties) => new()
    {
        ["type"] = "object",
        ["additionalProperties"] = false,
        ["required"] = new JsonArray([.. properties.Select(p => JsonValue.Create(p.Key))]),
        ["properties"] = properties,
    };

    private static JsonObject ListOf(JsonObject items) => new() { ["type"] = "array", ["items"] = items };

    private static JsonObject OneOf(IEnumerable<string> values) => new()
    {
        ["type"] = "string",
        ["enum"] = new JsonArray([.. values.Order(StringComparer.Ordinal).Select(v => JsonValue.Create(v))]),
    };
}
