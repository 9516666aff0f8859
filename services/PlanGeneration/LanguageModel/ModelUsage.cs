using Platform.ServiceDefaults.Data;

namespace Platform.PlanGeneration.LanguageModel;

/// <summary>A row of <c>model_usage</c>: one athlete's day.</summary>
/// <param name="HeldTokens">The most that calls may come to which are under way, or whose end is not known.</param>
internal sealed record ModelUsage(int Calls, long InputTokens, long OutputTokens, long CostMicros, long HeldTokens, long HeldCostMicros)
{
    public static async Task<ModelUsage> FindAsync(Work work, Guid userId, DateOnly localDate, CancellationToken ct) =>
        await work.SingleOrDefaultAsync<ModelUsage>(
            """
            SELECT calls, input_tokens, output_tokens, cost_micros, held_tokens, held_cost_micros
            FROM model_usage WHERE user_id = @userId AND local_date = @localDate
            """, new { userId, localDate }, ct) ?? new(0, 0, 0, 0, 0, 0);
}
