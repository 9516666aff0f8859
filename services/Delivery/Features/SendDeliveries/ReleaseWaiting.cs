using Platform.Contracts.Scheduler;
using Platform.Delivery.Data;
using Platform.Delivery.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Delivery.Features.SendDeliveries;

internal static class ReleaseWaiting
{
    private const int Most = 200;

    /// <summary>Deliveries whose workout has come since they were due become pending.</summary>
    public static async Task RunOnceAsync(Database database, DateTimeOffset now, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var ready = await work.QueryAsync<Ready>(
            """
            SELECT d.id, d.user_id, d.local_date, d.run_id, d.due_at, w.workout::text AS workout
            FROM deliveries d JOIN workouts w ON w.user_id = d.user_id AND w.local_date = d.local_date
            WHERE d.status = 'waiting' ORDER BY d.id LIMIT @Most FOR UPDATE OF d SKIP LOCKED
            """,
            new { Most }, ct);
        if (ready.Count == 0)
        {
            return;
        }

        var parts = ready.ConvertAll(r => (r.Id, Parts: NewPart.Pending(r.UserId, r.LocalDate, r.RunId, r.DueAt, WorkoutJson.Read(r.Workout)).ToList()));
        await work.ExecuteAsync(
            """
            UPDATE deliveries d SET status = 'pending', workout = p.workout::jsonb, parts = p.parts
            FROM unnest(@Ids, @Workouts, @Counts) AS p (id, workout, parts) WHERE d.id = p.id
            """,
            new
            {
                Ids = parts.ConvertAll(p => p.Id).ToArray(),
                Workouts = parts.ConvertAll(p => p.Parts[0].Workout).ToArray(),
                Counts = parts.ConvertAll(p => p.Parts.Count).ToArray(),
            },
            ct);
        await NewPart.InsertAsync([.. parts.SelectMany(p => p.Parts.Skip(1))], Engines.TrainingDispatcher, now, work, ct);
        await work.CommitAsync(ct);
    }

    private sealed class Ready
    {
        public Guid Id { get; init; }
        public Guid UserId { get; init; }
        public DateOnly LocalDate { get; init; }
        public Guid RunId { get; init; }
        public DateTimeOffset DueAt { get; init; }
        public string Workout { get; init; } = "";
    }
}
