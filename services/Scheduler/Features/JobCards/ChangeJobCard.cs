using Platform.Scheduler.Data;
using Platform.ServiceDefaults.Data;

namespace Platform.Scheduler.Features.JobCards;

/// <summary>How an operator moves a card: its row is locked, moved, and written to the audit, in one transaction.</summary>
internal static class ChangeJobCard
{
    public static Task<JobCardView?> LockAsync(Work work, Guid id, CancellationToken ct) =>
        work.SingleOrDefaultAsync<JobCardView>($"SELECT {ShowJobCards.Columns} FROM job_cards WHERE id = @id FOR UPDATE", new { id }, ct);

    /// <param name="set">What becomes of the row, with the parameters <c>@Now</c>, <c>@By</c> and <c>@Value</c>.</param>
    /// <exception cref="Npgsql.PostgresException">Another open card has the same cause.</exception>
    public static async Task<JobCardView> SaveAsync(
        Work work, JobCardView before, string set, object? value, string action, Guid by, DateTimeOffset now, CancellationToken ct)
    {
        var after = (await work.SingleOrDefaultAsync<JobCardView>(
            $"UPDATE job_cards SET {set} WHERE id = @Id RETURNING {ShowJobCards.Columns}", new { before.Id, Now = now, By = by, Value = value }, ct))!;
        await Audit.WriteAsync(work, by, action, before.Id.ToString(), before, after, now, ct);
        await work.CommitAsync(ct);
        return after;
    }
}
