using Platform.Delivery.Domain;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;

namespace Platform.Delivery.Demands;

/// <summary>One item of a delivery, for its person to log.</summary>
/// <param name="Content">What the delivery shows, as its engine wrote it.</param>
internal sealed record Demand(Guid UserId, DateOnly LocalDate, string Content, Item Item, Reader Reader);

/// <summary>What became of a filled-in form.</summary>
/// <param name="Entry">What is stored now, as its person reads it; null: nothing, and the faults say why.</param>
/// <param name="Before">What was stored before; null: nothing.</param>
/// <param name="Logged">How much of what the day asks for is logged by now.</param>
/// <param name="Asked">How much the day asks for, over all parts.</param>
internal sealed record LogResult(string? Entry, string? Before, int Logged, int Asked, IReadOnlyList<Fault> Faults)
{
    public static LogResult Faulty(IReadOnlyList<Fault> faults) => new(null, null, 0, 0, faults);
}

/// <summary>The row of a person's day with an engine: its lock makes of two logs one first, and a log come before the close or after it.</summary>
internal static class DemandDay
{
    /// <summary>
    /// Added to a <c>refresh_at</c> that lies ahead: that of an edit under way, which may not be overtaken by another and is
    /// followed by one when it has ended.
    /// </summary>
    public static readonly TimeSpan Nudge = TimeSpan.FromMicroseconds(1);

    // An answer may be overtaken by the next one on its way, come too late, or not at all: an edit follows every one.
    private static readonly TimeSpan MayOvertake = TimeSpan.FromSeconds(5);

    /// <summary>Holds the day until the transaction ends.</summary>
    /// <returns>Whether it is closed.</returns>
    public static Task<bool> LockAsync(Guid userId, string engine, DateOnly localDate, Work work, CancellationToken ct) => work.ScalarAsync<bool>(
        """
        INSERT INTO demand_days (user_id, engine, local_date) VALUES (@userId, @engine, @localDate)
        ON CONFLICT (user_id, engine, local_date) DO UPDATE SET user_id = excluded.user_id
        RETURNING closed_at IS NOT NULL
        """,
        new { userId, engine, localDate }, ct);

    /// <summary>Has the day's messages brought up to date after a log.</summary>
    /// <param name="shown">The delivery whose message the answer itself renders anew; null: none.</param>
    public static Task RefreshAsync(Guid userId, string engine, DateOnly localDate, Guid? shown, DateTimeOffset now, Work work, CancellationToken ct) => work.ExecuteAsync(
        """
        UPDATE deliveries SET
            refresh_at = CASE WHEN refresh_at > @now THEN refresh_at + @Nudge WHEN id = @shown THEN @later ELSE @now END
        WHERE user_id = @userId AND engine = @engine AND local_date = @localDate AND kind = 'drop' AND (channel = 'discord' OR (channel IS NULL AND status = 'sending'))
        """,
        new { userId, engine, localDate, shown, now, later = now + MayOvertake, Nudge }, ct);
}
