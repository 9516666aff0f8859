using Microsoft.Extensions.Options;
using Platform.Gateway.Data;
using Platform.ServiceDefaults.Data;

namespace Platform.Gateway.Features.CleanSessions;

/// <summary>Deletes, once an hour, the sessions whose last refresh ticket has expired.</summary>
internal sealed partial class CleanSessions(
    Database database, IOptions<TicketOptions> options, TimeProvider time, ILogger<CleanSessions> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <returns>How many sessions are gone.</returns>
    public async Task<int> RunOnceAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var gone = await work.ExecuteAsync(
            "DELETE FROM sessions WHERE last_used_at < @before", new { before = now - options.Value.RefreshLifetime }, ct);
        await work.CommitAsync(ct);
        return gone;
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
                Failed(log, failure);
            }
        }
    }

    [LoggerMessage(6003, LogLevel.Warning, "Old sessions could not be deleted; the next hour tries again")]
    private static partial void Failed(ILogger logger, Exception failure);
}
