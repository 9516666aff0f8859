using System.Text.Json.Nodes;

namespace Platform.Gateway.Features.Describe;

/// <summary>
/// A service knows neither its public address nor the gateway's sign-in; with both, "try it out" works from the page.
/// </summary>
internal static class DescriptionPatch
{
    public const string Scheme = "ticket";
    public const string SchemeText = "The accessToken that POST /api/identity/login answers with.";

    public static JsonObject Apply(JsonObject description)
    {
        description["servers"] = new JsonArray(new JsonObject { ["url"] = "/" });
        var components = ObjectAt(description, "components");
        ObjectAt(components, "securitySchemes")[Scheme] =
            new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["description"] = SchemeText };
        description["security"] = new JsonArray(new JsonObject { [Scheme] = new JsonArray() });
        return description;
    }

    private static JsonObject ObjectAt(JsonObject parent, string name)
    {
        if (parent[name] is not JsonObject child)
        {
            parent[name] = child = [];
        }

        return child;
    }
}
