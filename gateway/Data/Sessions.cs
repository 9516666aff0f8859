using Platform.Gateway.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Gateway.Data;

/// <summary>The rows of <c>sessions</c>: opened by a sign-in, rotated by a refresh, ended by whoever may end them.</summary>
internal sealed class Sessions(Database database, TimeProvider time)
{
    /// <summary>Opens a session for an account and answers with what its first tickets say.</summary>
    public async Task<TicketHolder> OpenAsync(Account account, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        await using var work = await database.BeginAsync(ct);
        await work.ExecuteAsync(
            """
            INSERT INTO sessions (id, user_id, security_stamp, created_at, last_used_at)
            VALUES (@id, @UserId, @SecurityStamp, @now, @now)
            """,
            new { id, UserId = account.Id, account.SecurityStamp, now }, ct);
        await work.CommitAsync(ct);
        return new(account.Id, account.Role, id, Serial: 1);
    }

    /// <summary>
    /// Applies <see cref="RefreshRule"/> under the session's lock, so of two refreshes at once one rotates and the
    /// other repeats.
    /// </summary>
    /// <returns>What the new tickets say; null where the refresh is refused.</returns>
    public async Task<TicketHolder?> RefreshAsync(Guid userId, Guid sessionId, int serial, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var session = await work.SingleOrDefaultAsync<Session>(
            """
            SELECT s.id, s.user_id, a.role, s.serial, s.security_stamp, a.security_stamp AS account_stamp, s.last_used_at, s.revoked_at
            FROM sessions s JOIN accounts a ON a.id = s.user_id
            WHERE s.id = @sessionId AND s.user_id = @userId
            FOR UPDATE OF s
            """,
            new { sessionId, userId }, ct);
        if (session is null)
        {
            return null;
        }

        var now = time.GetUtcNow();
        switch (RefreshRule.Decide(session, serial, now))
        {
            case RefreshOutcome.Rotate:
                await work.ExecuteAsync(
                    "UPDATE sessions SET serial = serial + 1, last_used_at = @now WHERE id = @sessionId", new { sessionId, now }, ct);
                await work.CommitAsync(ct);
                return new(session.UserId, session.Role, session.Id, session.Serial + 1);
            case RefreshOutcome.Repeat:
                return new(session.UserId, session.Role, session.Id, session.Serial);
            case RefreshOutcome.RevokeForReuse:
                await RevokeAsync(work, sessionId, "reuse", now, ct);
                return null;
            case RefreshOutcome.RevokeForStamp:
                await RevokeAsync(work, sessionId, "stamp", now, ct);
                return null;
            default:
                return null;
        }
    }

    /// <summary>Ends a session; one that has ended stays as it ended.</summary>
    public async Task EndAsync(Guid userId, Guid sessionId, CancellationToken ct)
    {
        await using var work = await database.BeginForAsync(userId, ct);
        await RevokeAsync(work, sessionId, "logout", time.GetUtcNow(), ct);
    }

    private static async Task RevokeAsync(Work work, Guid sessionId, string reason, DateTimeOffset now, CancellationToken ct)
    {
        await work.ExecuteAsync(
            "UPDATE sessions SET revoked_at = @now, revoked_reason = @reason WHERE id = @sessionId AND revoked_at IS NULL",
            new { sessionId, reason, now }, ct);
        await work.CommitAsync(ct);
    }
}
