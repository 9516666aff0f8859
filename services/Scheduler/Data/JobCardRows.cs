using Platform.Contracts.Scheduler;
using Platform.ServiceDefaults.Data;

namespace Platform.Scheduler.Data;

internal static class JobCardRows
{
    /// <summary>Raises cards; one that is open for the same person, kind and subject stays as it is.</summary>
    /// <returns>How many are new.</returns>
    public static Task<int> RaiseAsync(Work work, IReadOnlyList<RaiseJobCard> cards, CancellationToken ct) => cards.Count == 0
        ? Task.FromResult(0)
        : work.ExecuteAsync(
            """
            INSERT INTO job_cards (id, user_id, kind, subject, detail, raised_at)
            SELECT * FROM unnest(@Ids, @UserIds, @Kinds, @Subjects, @Details, @RaisedAts) AS c (id, user_id, kind, subject, detail, raised_at)
            ORDER BY user_id, kind, subject
            ON CONFLICT (user_id, kind, subject) WHERE status = 'open' DO NOTHING
            """,
            new
            {
                Ids = cards.Select(_ => Guid.CreateVersion7()).ToArray(),
                UserIds = cards.Select(c => c.UserId).ToArray(),
                Kinds = cards.Select(c => c.Kind).ToArray(),
                Subjects = cards.Select(c => Text.Cut(c.Subject, 200)).ToArray(),
                Details = cards.Select(c => Text.Cut(c.Detail, 1000)).ToArray(),
                RaisedAts = cards.Select(c => c.RaisedAt.ToUniversalTime()).ToArray(),
            },
            ct);

    /// <summary>Closes the open cards of a kind whose cause has gone away for these people.</summary>
    public static Task SettleAsync(Work work, Guid[] userIds, string kind, string resolution, DateTimeOffset now, CancellationToken ct) =>
        work.ExecuteAsync(
            """
            UPDATE job_cards SET status = 'resolved', resolved_at = @now, resolution = @resolution
            WHERE user_id = ANY(@userIds) AND kind = @kind AND status = 'open'
            """,
            new { userIds, kind, resolution, now }, ct);
}
