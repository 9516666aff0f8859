using Platform.ServiceDefaults.Messaging;

namespace Platform.Delivery.Features.SendDeliveries;

/// <summary>Turns <see cref="SendDeliveries"/>. When the service stops, the round in hand is finished.</summary>
internal sealed partial class SendLoop(SendDeliveries send, SenderOptions options, TimeProvider time, ILogger<SendLoop> log) : BackgroundService
{
    private static readonly TimeSpan FinishWithin = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Enabled)
        {
            return;
        }

        using var finish = new CancellationTokenSource();
        await using var stopping = stoppingToken.Register(() => finish.CancelAfter(FinishWithin));
        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var claimed = await send.RunOnceAsync(finish.Token);
                failures = 0;
                if (claimed == options.BatchSize)
                {
                    continue;
                }
            }
            catch (Exception failure)
            {
                failures++;
                RoundFailed(log, failures, Transient.Is(failure) ? null : failure);
            }

            await Task.Delay(options.LookEvery * Math.Min(1 + failures, 10), time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(3002, LogLevel.Warning, "A round of deliveries failed (failure {Count} in a row); what it claimed is taken up again when the claim runs out")]
    private static partial void RoundFailed(ILogger logger, int count, Exception? failure);
}
