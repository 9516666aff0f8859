using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.Delivery.Domain;

/// <summary>What a day of an engine asks for, from a template or by default; also what one part of a delivery shows of it.</summary>
/// <param name="Name">Of the template; null: the default, whose texts are in each person's language.</param>
internal sealed record DailyPlan(string? Name, IReadOnlyList<PlanItem> Items)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter<DayOfWeek>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    public string Write() => JsonSerializer.Serialize(this, Json);

    /// <exception cref="JsonException">It is no plan.</exception>
    public static DailyPlan Read(string json) => JsonSerializer.Deserialize<DailyPlan>(json, Json)!;

    /// <exception cref="JsonException">They are no items of a plan.</exception>
    public static IReadOnlyList<PlanItem> ReadItems(string json) => JsonSerializer.Deserialize<IReadOnlyList<PlanItem>>(json, Json) ?? [];

    public static string WriteItems(IReadOnlyList<PlanItem> items) => JsonSerializer.Serialize(items, Json);
}

/// <summary>A meal or a cardio session of a plan.</summary>
/// <param name="Id">A slug of <c>a-z 0-9 -</c>, at most 60 characters, unique within the plan.</param>
/// <param name="Details">What to eat, or how to go: a line each.</param>
/// <param name="Weekdays">When it is due; none: every day.</param>
/// <param name="EnergyKcal">Of a meal; null: not told, as with all figures.</param>
/// <param name="Minutes">Of a cardio session.</param>
internal sealed record PlanItem(
    string Id, string Name, IReadOnlyList<string> Details, IReadOnlyList<DayOfWeek> Weekdays, int? EnergyKcal = null, int? ProteinG = null,
    int? Minutes = null, int? DistanceM = null)
{
    public bool IsOn(DateOnly date) => Weekdays.Count == 0 || Weekdays.Contains(date.DayOfWeek);
}
