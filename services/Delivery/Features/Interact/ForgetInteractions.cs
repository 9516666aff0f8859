using Platform.ServiceDefaults.Data;

namespace Platform.Delivery.Features.Interact;

/// <summary>Forgets answers a day later: a signature is good for five minutes, so no replay can come any more.</summary>
internal sealed partial class ForgetInteractions(Database database, TimeProvider time, ILogger<ForgetInteractions> log) : BackgroundService
{
    private static readonly TimeSpan Keep = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var work = await database.BeginAsync(stoppingToken);
                await work.ExecuteAsync(
                    """
                    DELETE FROM interactions WHERE received_at < @before;
                    DELETE FROM link_attempts WHERE attempted_at < @before;
                    DELETE FROM link_code_requests WHERE asked_at < @before;
                    DELETE FROM link_codes WHERE expires_at < @before;
                    """,
                    new { before = time.GetUtcNow() - Keep }, stoppingToken);
                await work.CommitAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                CleaningFailed(log, failure);
            }
        }
    }

    [LoggerMessage(3004, LogLevel.Warning, "Old interactions could not be removed; the next hour tries again")]
    private static partial void CleaningFailed(ILogger logger, Exception failure);
}
