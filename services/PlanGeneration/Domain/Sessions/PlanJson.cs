using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.PlanGeneration.Domain.Athletes;

namespace Platform.PlanGeneration.Domain.Sessions;

/// <summary>
/// How sessions and profiles are written and read, in the database and on the wire: camelCase, enums as snake_case, what
/// is null left out. jsonb reorders members, so the type of a step may come after them.
/// </summary>
[JsonSerializable(typeof(Session))]
[JsonSerializable(typeof(TrainingProfile))]
internal sealed partial class PlanJson : JsonSerializerContext
{
    private static readonly PlanJson Shape = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        AllowOutOfOrderMetadataProperties = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    });

    public static string Write(Session session) => JsonSerializer.Serialize(session, Shape.Session);

    public static byte[] WriteUtf8(Session session) => JsonSerializer.SerializeToUtf8Bytes(session, Shape.Session);

    public static Session ReadSession(string json) => JsonSerializer.Deserialize(json, Shape.Session)!;

    public static string Write(TrainingProfile profile) => JsonSerializer.Serialize(profile, Shape.TrainingProfile);

    public static TrainingProfile ReadProfile(string json) => JsonSerializer.Deserialize(json, Shape.TrainingProfile)!;
}
