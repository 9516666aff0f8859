using Dapper;
using Platform.ServiceDefaults.Data;

namespace Platform.Delivery.Data;

/// <summary>The answers given to interactions that changed something, by Discord's id.</summary>
internal static class AnsweredInteractions
{
    /// <summary>
    /// Holds the interaction until the transaction ends: of two copies that come at the same time, one waits and finds
    /// what the other was answered. Nothing in this transaction takes longer than two seconds from now on.
    /// </summary>
    /// <returns>The answer that it has had before; null: it is new.</returns>
    public static async Task<string?> LockAsync(string id, Work work, CancellationToken ct)
    {
        // Statements of their own: the last sees what was committed while the lock was waited for.
        await using var results = await work.Connection.QueryMultipleAsync(new CommandDefinition(
            """
            SET LOCAL statement_timeout = '2s';
            SELECT count(pg_advisory_xact_lock(hashtextextended('interaction:' || @id, 0)));
            SELECT response::text FROM interactions WHERE id = @id;
            """,
            new { id }, work.Transaction, cancellationToken: ct));
        await results.ReadAsync<long>();
        return await results.ReadSingleOrDefaultAsync<string>();
    }

    /// <param name="kind">Such as <c>modal_submit</c> or <c>/link</c>.</param>
    public static Task KeepAsync(string id, Guid userId, string kind, string response, DateTimeOffset now, Work work, CancellationToken ct) =>
        work.ExecuteAsync(
            "INSERT INTO interactions (id, user_id, kind, received_at, response) VALUES (@id, @userId, @kind, @now, @response::jsonb)",
            new { id, userId, kind, response, now }, ct);
}
