using System.Threading.Channels;

namespace Platform.ServiceDefaults.Messaging;

/// <summary>Wakes the relay of this process when a transaction with messages has been committed.</summary>
public sealed class OutboxSignal
{
    private readonly Channel<bool> _channel = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    internal void Set() => _channel.Writer.TryWrite(true);

    /// <summary>Returns at the next signal, or after <paramref name="atMost"/>: rows a crashed process left behind give none.</summary>
    internal async Task WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            await _channel.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // The time is up: look at the table.
        }
    }
}
