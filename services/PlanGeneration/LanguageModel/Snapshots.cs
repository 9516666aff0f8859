using Microsoft.Extensions.Options;
using Platform.ServiceDefaults.Data;

namespace Platform.PlanGeneration.LanguageModel;

/// <summary>The contexts of prompts (<c>training_ai_context_snapshots</c>).</summary>
internal static class Snapshots
{
    /// <summary>Names what was made of an answer, in the transaction that stores it.</summary>
    public static Task AttachAsync(Work work, Guid userId, Guid snapshotId, Guid sessionId, CancellationToken ct) => work.ExecuteAsync(
        "UPDATE training_ai_context_snapshots SET session_id = @sessionId WHERE id = @snapshotId AND user_id = @userId",
        new { userId, snapshotId, sessionId }, ct);
}

/// <summary>
/// Deletes contexts, and the talk that they quote, once they have been kept for <see cref="ModelOptions.SnapshotDays"/>,
/// whether a model is still asked or not.
/// </summary>
internal sealed partial class ForgetTalk(
    Database database, IOptions<ModelOptions> options, TimeProvider time, ILogger<ForgetTalk> log) : BackgroundService
{
    private static readonly string[] Tables = ["training_ai_context_snapshots", "chat_messages"];
    private const int BatchSize = 500;
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <returns>How many were deleted, in transactions of at most <see cref="BatchSize"/> rows.</returns>
    public async Task<int> RunOnceAsync(DateTimeOffset now, CancellationToken ct)
    {
        var before = now - TimeSpan.FromDays(options.Value.SnapshotDays);
        var total = 0;
        foreach (var table in Tables)
        {
            total += await RunOnceAsync(table, before, ct);
        }

        return total;
    }

    private async Task<int> RunOnceAsync(string table, DateTimeOffset before, CancellationToken ct)
    {
        var total = 0;
        int deleted;
        do
        {
            await using var work = await database.BeginAsync(ct);
            deleted = await work.ExecuteAsync(
                $"""
                DELETE FROM {table} WHERE id IN (
                    SELECT id FROM {table} WHERE created_at < @before
                    ORDER BY created_at LIMIT @BatchSize FOR UPDATE SKIP LOCKED)
                """, new { before, BatchSize }, ct);
            await work.CommitAsync(ct);
            total += deleted;
        }
        while (deleted == BatchSize);
        return total;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RunOnceAsync(time.GetUtcNow(), stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                CleaningFailed(log, failure);
            }
        }
    }

    [LoggerMessage(4104, LogLevel.Warning, "Old contexts of prompts and talk could not be removed; the next hour tries again")]
    private static partial void CleaningFailed(ILogger logger, Exception failure);
}
