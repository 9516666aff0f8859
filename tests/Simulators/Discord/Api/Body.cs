using System.Text.Json;
using System.Text.Json.Nodes;

namespace Platform.DiscordSimulator.Api;

internal static class Body
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The JSON object that was sent, or Discord's refusal of what was sent instead.</summary>
    public static Task<(JsonObject? Form, DiscordError? Error)> ReadAsync(HttpRequest request) => ReadAsync<JsonObject>(request);

    /// <summary>The JSON object or list that was sent, or Discord's refusal of what was sent instead.</summary>
    public static async Task<(T? Form, DiscordError? Error)> ReadAsync<T>(HttpRequest request) where T : JsonNode
    {
        if (!request.HasJsonContentType())
        {
            var faults = new FormFaults();
            faults.Add("", "CONTENT_TYPE_INVALID", "Expected \"Content-Type\" header to be one of {'application/json'}.");
            return (null, faults.ToError());
        }

        try
        {
            var node = await JsonNode.ParseAsync(request.Body, documentOptions: Strict, cancellationToken: request.HttpContext.RequestAborted);
            return node is T form ? (form, null) : (null, DiscordError.BadJson);
        }
        catch (JsonException)
        {
            return (null, DiscordError.BadJson);
        }
    }
}
