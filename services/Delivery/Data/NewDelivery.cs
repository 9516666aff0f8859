using Platform.Delivery.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Delivery.Data;

/// <summary>A row of <c>deliveries</c> to come: one for each message.</summary>
/// <param name="Content">Null: waits for it.</param>
internal sealed record NewDelivery(
    Guid Id, Guid UserId, string Engine, DateOnly LocalDate, string Kind, int Part, int Parts, Guid RunId, DateTimeOffset DueAt, string? Content)
{
    private const string Nothing = "{}";

    public static IEnumerable<NewDelivery> Drop(
        Guid userId, string engine, DateOnly localDate, Guid runId, DateTimeOffset dueAt, IReadOnlyList<string>? contents) => contents is null
        ? [new(Guid.CreateVersion7(), userId, engine, localDate, DeliveryKind.Drop, 0, 1, runId, dueAt, null)]
        : contents.Select((content, part) =>
            new NewDelivery(Guid.CreateVersion7(), userId, engine, localDate, DeliveryKind.Drop, part, contents.Count, runId, dueAt, content));

    /// <summary>The message that tells how a day ended: what it says is read when it is sent.</summary>
    public static NewDelivery Close(Guid userId, string engine, DateOnly localDate, Guid runId, DateTimeOffset dueAt) =>
        new(Guid.CreateVersion7(), userId, engine, localDate, DeliveryKind.Close, 0, 1, runId, dueAt, Nothing);

    /// <summary>Inserts what is not there yet.</summary>
    public static Task InsertAsync(IReadOnlyList<NewDelivery> rows, DateTimeOffset now, Work work, CancellationToken ct) =>
        rows.Count == 0 ? Task.CompletedTask : work.ExecuteAsync(
            """
            INSERT INTO deliveries (id, user_id, engine, local_date, kind, part, parts, run_id, due_at, status, content, nonce, created_at)
            SELECT id, user_id, engine, local_date, kind, part, parts, run_id, due_at,
                CASE WHEN content IS NULL THEN 'waiting' ELSE 'pending' END, content::jsonb, nonce, @now
            FROM unnest(@Ids, @Users, @Engines, @Dates, @Kinds, @Numbers, @Counts, @Runs, @Dues, @Contents, @Nonces)
                AS p (id, user_id, engine, local_date, kind, part, parts, run_id, due_at, content, nonce)
            ORDER BY user_id, part
            ON CONFLICT (user_id, engine, local_date, kind, part) DO NOTHING
            """,
            new
            {
                now,
                Ids = rows.Select(p => p.Id).ToArray(),
                Users = rows.Select(p => p.UserId).ToArray(),
                Engines = rows.Select(p => p.Engine).ToArray(),
                Dates = rows.Select(p => p.LocalDate).ToArray(),
                Kinds = rows.Select(p => p.Kind).ToArray(),
                Numbers = rows.Select(p => p.Part).ToArray(),
                Counts = rows.Select(p => p.Parts).ToArray(),
                Runs = rows.Select(p => p.RunId).ToArray(),
                Dues = rows.Select(p => p.DueAt.ToUniversalTime()).ToArray(),
                Contents = rows.Select(p => p.Content).ToArray(),
                Nonces = rows.Select(p => Nonce.For(p.Id)).ToArray(),
            },
            ct);
}
