using System.Threading.Channels;
using Platform.Delivery.Domain;
using Platform.ServiceDefaults.Messaging;

namespace Platform.Delivery.Features.SendDeliveries;

/// <summary>
/// Keeps a bounded number of deliveries in hand, claiming more as they end. When the service stops, those in hand are
/// finished.
/// </summary>
internal sealed partial class SendLoop(SendDeliveries send, SenderOptions options, TimeProvider time, ILogger<SendLoop> log) : BackgroundService
{
    private static readonly TimeSpan FinishWithin = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan RestWhenTurnedAway = TimeSpan.FromSeconds(1);

    private readonly Channel<Outcome?> _ended = System.Threading.Channels.Channel.CreateUnbounded<Outcome?>();
    private int _inHand;

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
            TimeSpan rest;
            try
            {
                rest = await FillAsync(finish.Token, stoppingToken);
                failures = 0;
            }
            catch (Exception failure)
            {
                failures++;
                RoundFailed(log, failures, Transient.Is(failure) ? null : failure);
                rest = options.LookEvery * Math.Min(1 + failures, 10);
            }

            if (rest > TimeSpan.Zero)
            {
                await Task.Delay(rest, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        while (_inHand > 0 && !finish.IsCancellationRequested)
        {
            await ((Task)_ended.Reader.WaitToReadAsync(finish.Token).AsTask()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Settle();
        }
    }

    /// <returns>How long to rest; zero where there is more to do.</returns>
    private async Task<TimeSpan> FillAsync(CancellationToken finish, CancellationToken stopping)
    {
        var turnedAway = Settle();
        while (options.InHand - _inHand < Math.Min(options.BatchSize, options.InHand / 2))
        {
            if (stopping.IsCancellationRequested)
            {
                return TimeSpan.Zero;
            }

            await ((Task)_ended.Reader.WaitToReadAsync(stopping).AsTask()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            turnedAway = Settle();
        }

        if (turnedAway)
        {
            return RestWhenTurnedAway;
        }

        var asked = Math.Min(options.InHand - _inHand, options.BatchSize);
        var taken = await send.TakeAsync(asked, finish);
        _inHand += taken.Count;
        foreach (var delivery in taken)
        {
            _ = WatchAsync(delivery);
        }

        return taken.Count == asked ? TimeSpan.Zero : options.LookEvery;
    }

    private async Task WatchAsync(Task<Outcome> delivery)
    {
        try
        {
            _ended.Writer.TryWrite(await delivery);
        }
        catch (Exception failure)
        {
            Interrupted(log, Transient.Is(failure) || failure is OperationCanceledException ? null : failure);
            _ended.Writer.TryWrite(null);
        }
    }

    // What has ended. Where rate limits turned all of it away, claiming more would only turn more away.
    private bool Settle()
    {
        var (ended, snoozed) = (0, 0);
        while (_ended.Reader.TryRead(out var outcome))
        {
            ended++;
            snoozed += outcome is Outcome.Snoozed { Reason: null } ? 1 : 0;
        }

        _inHand -= ended;
        return ended > 0 && snoozed == ended;
    }

    [LoggerMessage(3002, LogLevel.Warning, "Deliveries could not be claimed (failure {Count} in a row)")]
    private static partial void RoundFailed(ILogger logger, int count, Exception? failure);

    [LoggerMessage(3005, LogLevel.Warning, "A delivery was interrupted; it is taken up again when its claim runs out")]
    private static partial void Interrupted(ILogger logger, Exception? failure);
}
