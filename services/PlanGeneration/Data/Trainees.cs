using System.Collections.Concurrent;
using Platform.PlanGeneration.Domain;
using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Sessions;
using Platform.ServiceDefaults.Data;

namespace Platform.PlanGeneration.Data;

/// <summary>
/// Athletes as coaches see them: profile, training profile and the equipment of where they train. Loaded together, but each
/// is read when it is looked for: a document that can no longer be read is that athlete's failure and nobody else's.
/// </summary>
internal sealed class Trainees
{
    /// <summary>Without any place one has one's body, and the road to run on.</summary>
    private static readonly string Outdoors = string.Join(Separator, "road", "running-shoes");

    private const char Separator = ',';

    // Lists of equipment repeat: of those who take a usual one, and of everyone each night.
    private const int MostKept = 4096;
    private static readonly ConcurrentDictionary<string, EquipmentSet> Sets = new();

    private readonly Dictionary<Guid, Row> _rows;
    private readonly DateOnly _on;

    private Trainees(Dictionary<Guid, Row> rows, DateOnly on) => (_rows, _on) = (rows, on);

    /// <summary>Those who have a training profile.</summary>
    public IReadOnlyCollection<Guid> Users => _rows.Keys;

    /// <summary>
    /// Those of <paramref name="users"/> who have a training profile, in one statement. They train at their primary place;
    /// where none is, with what all their places have.
    /// </summary>
    /// <param name="on">The local date that is planned for.</param>
    public static async Task<Trainees> LoadAsync(Work work, IReadOnlyCollection<Guid> users, DateOnly on, CancellationToken ct)
    {
        var rows = await work.QueryAsync<Row>(
            """
            SELECT t.user_id, a.schedule_days, t.profile, coalesce(
                (SELECT array_to_string(l.equipment, ',') FROM training_locations l WHERE l.user_id = t.user_id AND l.is_primary),
                (SELECT coalesce(string_agg(DISTINCT e.id, ',' ORDER BY e.id), '')
                 FROM training_locations l LEFT JOIN LATERAL unnest(l.equipment) AS e (id) ON true
                 WHERE l.user_id = t.user_id HAVING count(*) > 0)) AS equipment
            FROM training_profiles t JOIN athletes a ON a.user_id = t.user_id
            WHERE t.user_id = ANY(@users)
            """, new { users = users.ToArray() }, ct);
        return new(rows.ToDictionary(r => r.UserId), on);
    }

    /// <returns>Null where there is no training profile.</returns>
    public static async Task<Trainee?> FindAsync(Work work, Guid user, DateOnly on, CancellationToken ct) =>
        (await LoadAsync(work, [user], on, ct)).Find(user);

    /// <summary>
    /// One athlete, somewhere else than usual: at a place of theirs, with the equipment they name, or with both. Neither is
    /// the usual place.
    /// </summary>
    /// <param name="place">As <see cref="Locations.FindAsync"/> found it.</param>
    /// <param name="equipment">Ids of the catalogue, as <see cref="CatalogueTerms.Equipment"/> reads them; empty: one's body.</param>
    /// <returns>Null where there is no training profile.</returns>
    public static async Task<Trainee?> FindAsync(
        Work work, Guid user, DateOnly on, LocationRow? place, IReadOnlyList<string>? equipment, CancellationToken ct)
    {
        var trainee = await FindAsync(work, user, on, ct);
        return trainee is null || (place is null && equipment is null)
            ? trainee
            : trainee with { Equipment = SetOf(string.Join(Separator, (place?.Equipment ?? []).Union(equipment ?? []))) };
    }

    /// <returns>Null where there is no training profile.</returns>
    public Trainee? Find(Guid user) => _rows.TryGetValue(user, out var row)
        ? TraineeRules.TraineeOf(PlanJson.ReadProfile(row.Profile), new WeekDays(row.ScheduleDays), SetOf(row.Equipment ?? Outdoors), _on)
        : null;

    private static EquipmentSet SetOf(string ids)
    {
        if (Sets.TryGetValue(ids, out var set))
        {
            return set;
        }

        if (Sets.Count >= MostKept)
        {
            Sets.Clear();
        }

        return Sets.GetOrAdd(ids, EquipmentSet.Of(CatalogueIndex.Shipped, ids.Split(Separator, StringSplitOptions.RemoveEmptyEntries)));
    }

    private sealed class Row
    {
        public Guid UserId { get; init; }
        public short ScheduleDays { get; init; }
        public string Profile { get; init; } = "";
        public string? Equipment { get; init; }
    }
}
