using System.Text.Json;
using System.Text.Json.Nodes;

namespace Platform.DiscordSimulator.Api;

internal static class Body
{
    /// <summary>The JSON object that was sent, or Discord's refusal of what was sent instead.</summary>
    public static async Task<(JsonObject? Form, DiscordError? Error)> ReadAsync(HttpRequest request)
    {
        if (!request.HasJsonContentType())
        {
            var faults = new FormFaults();
            faults.Add("", "CONTENT_TYPE_INVALID", "Expected \"Content-Type\" header to be one of {'application/json'}.");
            return (null, faults.ToError());
        }

        try
        {
            var node = await JsonNode.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted);
            return node is JsonObject form && Materialised(form) ? (form, null) : (null, DiscordError.BadJson);
        }
        catch (JsonException)
        {
            return (null, DiscordError.BadJson);
        }
    }

    // A name given twice is found out only when the object is first read.
    private static bool Materialised(JsonObject form)
    {
        try
        {
            return form.ToJsonString().Length > 0 && form.All(field => field.Value is not JsonObject child || Materialised(child));
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
