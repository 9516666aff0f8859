using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.PlanGeneration.Data;

/// <summary>How what is not a session is written into jsonb columns: camelCase, enums as snake_case.</summary>
internal static class StoredJson
{
    private static readonly JsonSerializerOptions Shape = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Shape);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Shape)!;
}
