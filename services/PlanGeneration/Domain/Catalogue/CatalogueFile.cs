using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.PlanGeneration.Domain.Catalogue;

/// <summary>The catalogue as it is written: one item a line, what is empty or false left out.</summary>
internal static class CatalogueFile
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    public static IReadOnlyList<Exercise> Exercises() => [.. Read<ExerciseLine>("exercises.json").Select(line => new Exercise(
        line.Id, line.Name, line.Pattern, line.Primary, line.Secondary ?? [], line.Needs ?? [], line.Disciplines, line.Level,
        line.Unilateral, line.Loadable, line.Timed, line.Stresses ?? [], line.Substitutes ?? [], line.Aliases ?? []))];

    public static IReadOnlyList<EquipmentItem> Equipment() => [.. Read<EquipmentLine>("equipment.json").Select(line => new EquipmentItem(
        line.Id, line.Name, line.Groups, line.Category, line.Synonyms ?? [], line.ServesAs ?? []))];

    private static List<T> Read<T>(string name)
    {
        using var stream = typeof(CatalogueFile).Assembly.GetManifestResourceStream($"{typeof(CatalogueFile).Namespace}.{name}")
            ?? throw new InvalidOperationException($"{name} is not embedded in the assembly.");
        return JsonSerializer.Deserialize<List<T>>(stream, Format)!;
    }

    private sealed record ExerciseLine(
        string Id,
        string Name,
        MovementPattern Pattern,
        IReadOnlyList<Muscle> Primary,
        IReadOnlyList<Muscle>? Secondary,
        IReadOnlyList<IReadOnlyList<string>>? Needs,
        IReadOnlyList<string> Disciplines,
        ExperienceLevel Level,
        bool Unilateral,
        bool Loadable,
        bool Timed,
        IReadOnlyList<BodyArea>? Stresses,
        IReadOnlyList<string>? Substitutes,
        IReadOnlyList<string>? Aliases);

    private sealed record EquipmentLine(
        string Id, string Name, IReadOnlyList<PlaceType> Groups, string Category, IReadOnlyList<string>? Synonyms, IReadOnlyList<string>? ServesAs);
}
