using Platform.Delivery.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Delivery.Demands.Training;

/// <summary>The last top set of each exercise of some deliveries, before each delivery's own date.</summary>
internal sealed class LastTopSets
{
    private readonly Dictionary<(Guid Delivery, string Exercise), LastTopSet> _sets;

    private LastTopSets(Dictionary<(Guid, string), LastTopSet> sets) => _sets = sets;

    public LastTopSet? Find(Guid delivery, string exercise) => _sets.GetValueOrDefault((delivery, exercise));

    public static async Task<LastTopSets> ReadAsync(IReadOnlyCollection<(Shown Shown, Workout Workout)> deliveries, Work work, CancellationToken ct)
    {
        var asked = deliveries.SelectMany(d => d.Workout.ToLog.Select(e => (d.Shown.DeliveryId, d.Shown.UserId, d.Shown.LocalDate, e.ExerciseId))).ToList();
        var rows = await work.QueryAsync<Row>(
            """
            SELECT a.id, a.exercise_id, l.weight_kg, l.reps, l.date
            FROM unnest(@Ids, @Users, @Dates, @Exercises) AS a (id, user_id, local_date, exercise_id)
            CROSS JOIN LATERAL (
                SELECT t.weight_kg, t.reps, t.date FROM training_logs t
                WHERE t.user_id = a.user_id AND t.exercise_id = a.exercise_id AND t.date < a.local_date AND t.status = 'logged'
                ORDER BY t.date DESC LIMIT 1) l
            """,
            new
            {
                Ids = asked.ConvertAll(a => a.DeliveryId).ToArray(),
                Users = asked.ConvertAll(a => a.UserId).ToArray(),
                Dates = asked.ConvertAll(a => a.LocalDate).ToArray(),
                Exercises = asked.ConvertAll(a => a.ExerciseId).ToArray(),
            },
            ct);
        return new(rows.ToDictionary(r => (r.Id, r.ExerciseId), r => new LastTopSet(new(r.WeightKg, r.Reps), r.Date)));
    }

    private sealed class Row
    {
        public Guid Id { get; init; }
        public string ExerciseId { get; init; } = "";
        public decimal WeightKg { get; init; }
        public int Reps { get; init; }
        public DateOnly Date { get; init; }
    }
}
