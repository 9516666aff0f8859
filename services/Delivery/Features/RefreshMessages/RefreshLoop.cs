using Platform.ServiceDefaults.Messaging;

namespace Platform.Delivery.Features.RefreshMessages;

/// <summary>Turns <see cref="RefreshMessages"/>.</summary>
internal sealed partial class RefreshLoop(RefreshMessages refresh, TimeProvider time, ILogger<RefreshLoop> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var taken = 0;
            try
            {
                taken = await refresh.RunOnceAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                Failed(log, Transient.Is(failure) ? null : failure);
            }

            if (taken == 0)
            {
                await Task.Delay(LookEvery, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(3006, LogLevel.Warning, "Messages could not be brought up to date; they are tried again")]
    private static partial void Failed(ILogger logger, Exception? failure);
}
