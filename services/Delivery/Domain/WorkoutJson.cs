using System.Text.Json;

namespace Platform.Delivery.Domain;

/// <summary>A workout as the database keeps it (jsonb).</summary>
internal static class WorkoutJson
{
    public static string Write(Workout workout) => JsonSerializer.Serialize(workout, JsonSerializerOptions.Web);

    public static Workout Read(string json) => JsonSerializer.Deserialize<Workout>(json, JsonSerializerOptions.Web)!;
}
