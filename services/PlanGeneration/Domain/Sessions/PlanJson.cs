using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.PlanGeneration.Domain.Athletes;

namespace Platform.PlanGeneration.Domain.Sessions;

/// <summary>
/// How sessions and profiles are written and read, in the database and on the wire: camelCase, enums as snake_case, what
/// is null left out. jsonb reorders members, so the type of a step may come after them.
/// </summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    AllowOutOfOrderMetadataProperties = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Session))]
[JsonSerializable(typeof(TrainingProfile))]
internal sealed partial class PlanJson : JsonSerializerContext
{
    private static readonly PlanJson Snake = new(new JsonSerializerOptions(Default.Options)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    });

    public static string Write(Session session) => JsonSerializer.Serialize(session, Snake.Session);

    public static byte[] WriteUtf8(Session session) => JsonSerializer.SerializeToUtf8Bytes(session, Snake.Session);

    public static Session ReadSession(string json) => JsonSerializer.Deserialize(json, Snake.Session)!;

    public static string Write(TrainingProfile profile) => JsonSerializer.Serialize(profile, Snake.TrainingProfile);

    public static TrainingProfile ReadProfile(string json) => JsonSerializer.Deserialize(json, Snake.TrainingProfile)!;
}
