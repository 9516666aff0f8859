using Platform.ServiceDefaults.Messaging;

namespace Platform.Gateway.Features.SeedOperator;

/// <summary>Seeds once; while the database is not there, says so once and tries again.</summary>
internal sealed partial class SeedLoop(SeedOperator seed, TimeProvider time, ILogger<SeedLoop> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var attempt = 1; !stoppingToken.IsCancellationRequested; attempt++)
        {
            try
            {
                await seed.RunAsync(stoppingToken);
                return;
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                if (attempt == 1)
                {
                    Waiting(log, Transient.Is(failure) ? null : failure);
                }

                await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    [LoggerMessage(6002, LogLevel.Warning, "The identity database does not answer yet; sign-in waits for it")]
    private static partial void Waiting(ILogger logger, Exception? failure);
}
