using Platform.Delivery.Channels.Discord;
using Platform.Delivery.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Delivery.Data;

/// <summary>Rows of <c>deliveries</c> to come: one for each message that a workout takes.</summary>
internal sealed record NewPart(Guid Id, Guid UserId, DateOnly LocalDate, int Part, int Parts, Guid RunId, DateTimeOffset DueAt, string Status, string? Workout)
{
    public static IEnumerable<NewPart> Pending(Guid userId, DateOnly localDate, Guid runId, DateTimeOffset dueAt, Workout workout)
    {
        var parts = WorkoutMessage.Split(workout);
        return parts.Select((shown, part) => new NewPart(
            Guid.CreateVersion7(), userId, localDate, part, parts.Count, runId, dueAt, DeliveryStatus.Pending, WorkoutJson.Write(shown)));
    }

    public static NewPart Waiting(Guid userId, DateOnly localDate, Guid runId, DateTimeOffset dueAt) =>
        new(Guid.CreateVersion7(), userId, localDate, 0, 1, runId, dueAt, DeliveryStatus.Waiting, null);

    /// <summary>Inserts what is not there yet.</summary>
    public static Task InsertAsync(IReadOnlyList<NewPart> parts, string engine, DateTimeOffset now, Work work, CancellationToken ct) =>
        parts.Count == 0 ? Task.CompletedTask : work.ExecuteAsync(
            """
            INSERT INTO deliveries (id, user_id, engine, local_date, part, parts, run_id, due_at, status, workout, nonce, created_at)
            SELECT id, user_id, @Engine, local_date, part, parts, run_id, due_at, status, workout::jsonb, nonce, @Now
            FROM unnest(@Ids, @Users, @Dates, @Numbers, @Counts, @Runs, @Dues, @Statuses, @Workouts, @Nonces)
                AS p (id, user_id, local_date, part, parts, run_id, due_at, status, workout, nonce)
            ON CONFLICT (user_id, engine, local_date, part) DO NOTHING
            """,
            new
            {
                Engine = engine,
                Now = now,
                Ids = parts.Select(p => p.Id).ToArray(),
                Users = parts.Select(p => p.UserId).ToArray(),
                Dates = parts.Select(p => p.LocalDate).ToArray(),
                Numbers = parts.Select(p => p.Part).ToArray(),
                Counts = parts.Select(p => p.Parts).ToArray(),
                Runs = parts.Select(p => p.RunId).ToArray(),
                Dues = parts.Select(p => p.DueAt.ToUniversalTime()).ToArray(),
                Statuses = parts.Select(p => p.Status).ToArray(),
                Workouts = parts.Select(p => p.Workout).ToArray(),
                Nonces = parts.Select(p => Nonce.For(p.Id)).ToArray(),
            },
            ct);
}
