using Platform.ServiceDefaults.Data;

namespace Platform.PlanGeneration.Features.GeneratePlan;

/// <summary>Keeps other generations of an athlete out while one of them waits for a language model.</summary>
/// <param name="timeout">How long the model is waited for.</param>
internal sealed class GenerationClaim(Guid userId, TimeSpan timeout)
{
    /// <summary>Storing takes far less; one of a process that died lapses by it.</summary>
    private static readonly TimeSpan Beyond = TimeSpan.FromMinutes(1);

    private readonly Guid _id = Guid.CreateVersion7();

    /// <returns>False where another generation has it.</returns>
    public async Task<bool> TakeAsync(Work work, DateTimeOffset now, CancellationToken ct) => await work.ExecuteAsync(
        """
        INSERT INTO plan_generations AS g (user_id, claim_id, lapses_at) VALUES (@userId, @_id, @lapses)
        ON CONFLICT (user_id) DO UPDATE SET claim_id = excluded.claim_id, lapses_at = excluded.lapses_at WHERE g.lapses_at <= @now
        """, new { userId, _id, lapses = now + timeout + Beyond, now }, ct) == 1;

    /// <summary>Does what the claim is held for, and gives it back where that has not.</summary>
    public async Task<T> HoldAsync<T>(Database database, Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        finally
        {
            // Nothing is left to delete where the work committed its own release.
            await using var after = await database.BeginForAsync(userId, CancellationToken.None);
            await ReleaseAsync(after, CancellationToken.None);
            await after.CommitAsync(CancellationToken.None);
        }
    }

    /// <returns>False where it had lapsed and another took it.</returns>
    public async Task<bool> ReleaseAsync(Work work, CancellationToken ct) =>
        await work.ExecuteAsync("DELETE FROM plan_generations WHERE user_id = @userId AND claim_id = @_id", new { userId, _id }, ct) == 1;
}
