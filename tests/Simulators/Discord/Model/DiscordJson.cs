using System.Text.Encodings.Web;
using System.Text.Json;

namespace Platform.DiscordSimulator.Model;

internal static class DiscordJson
{
    /// <summary>The API's shape: snake_case, and non-ASCII text as UTF-8 rather than escaped, as Discord sends it.</summary>
    public static readonly JsonSerializerOptions Api = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static readonly JsonSerializerOptions Journal = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        AllowOutOfOrderMetadataProperties = true,
    };

    public static readonly JsonElement EmptyArray = JsonSerializer.SerializeToElement(Array.Empty<int>());
}
