using Platform.ServiceDefaults.Messaging;

namespace Platform.Gateway.Features.SeedOperator;

/// <summary>Seeds once; while the database is not there, tries again.</summary>
internal sealed partial class SeedLoop(SeedOperator seed, TimeProvider time, ILogger<SeedLoop> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var told = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await seed.RunAsync(stoppingToken);
                return;
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                // A database that is away is told by the health of the gateway.
                if (!told && !Transient.Is(failure))
                {
                    told = true;
                    Failed(log, failure);
                }

                await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    [LoggerMessage(6002, LogLevel.Warning, "The operator's account could not be made; it is tried again")]
    private static partial void Failed(ILogger logger, Exception failure);
}
