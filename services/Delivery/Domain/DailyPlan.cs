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

    // For what others than this version of the program may have written: nothing that is required may be missing.
    private static readonly JsonSerializerOptions Strict = new(Json)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public string Write() => JsonSerializer.Serialize(this, Json);

    /// <exception cref="JsonException">It is no plan.</exception>
    public static DailyPlan Read(string json) => JsonSerializer.Deserialize<DailyPlan>(json, Json)!;

    /// <summary>The items of a template as they are stored.</summary>
    /// <returns>Null where they are none that could be sent: no list, an item without its name or details, an id twice.</returns>
    public static IReadOnlyList<PlanItem>? TryReadItems(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<IReadOnlyList<PlanItem>>(json, Strict) is { Count: > 0 } items
                && items.All(i => i is { IsSound: true }) && items.DistinctBy(i => i.Id).Count() == items.Count ? items : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

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
    [JsonIgnore]
    public bool IsSound => Slugs.Is(Id) && Details.All(line => line is not null);

    public bool IsOn(DateOnly date) => Weekdays.Count == 0 || Weekdays.Contains(date.DayOfWeek);
}
