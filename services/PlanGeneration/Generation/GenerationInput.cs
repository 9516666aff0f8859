using Platform.PlanGeneration.Data;
using Platform.PlanGeneration.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.PlanGeneration.Generation;

/// <summary>What generation reads: one query each, for all people of a batch.</summary>
internal static class GenerationInput
{
    /// <summary>
    /// The profiles, locked until the transaction ends: two generations for one person, or one and a change of the
    /// profile, come one after the other, and the later sees what the earlier wrote. All lock in the same order.
    /// </summary>
    public static async Task<Dictionary<Guid, AthleteRow>> AthletesAsync(Work work, IReadOnlyCollection<Guid> users, CancellationToken ct)
    {
        var rows = await work.QueryAsync<AthleteRow>(
            $"SELECT {AthleteRow.Columns} FROM athletes WHERE user_id = ANY(@users) ORDER BY user_id FOR NO KEY UPDATE",
            new { users = users.ToArray() }, ct);
        return rows.ToDictionary(a => a.UserId);
    }

    /// <summary>How far each person is in the given block.</summary>
    public static async Task<Dictionary<Guid, BlockProgress>> ProgressAsync(
        Work work, IReadOnlyList<(Guid User, Guid Block)> people, DateOnly date, CancellationToken ct)
    {
        var rows = await work.QueryAsync<ProgressRow>(
            """
            SELECT p.user_id, same.day_index AS same_date, before.day_index AS last_before
            FROM unnest(@users, @blocks) AS p (user_id, block_id)
            LEFT JOIN daily_workouts same ON same.user_id = p.user_id AND same.local_date = @date AND same.block_id = p.block_id
            LEFT JOIN LATERAL (
                SELECT w.day_index FROM daily_workouts w
                WHERE w.user_id = p.user_id AND w.block_id = p.block_id AND w.local_date < @date
                ORDER BY w.local_date DESC LIMIT 1) before ON true
            """,
            new { users = people.Select(p => p.User).ToArray(), blocks = people.Select(p => p.Block).ToArray(), date }, ct);
        return rows.ToDictionary(r => r.UserId, r => new BlockProgress(r.SameDate, r.LastBefore));
    }

    private sealed class ProgressRow
    {
        public Guid UserId { get; init; }
        public int? SameDate { get; init; }
        public int? LastBefore { get; init; }
    }
}
