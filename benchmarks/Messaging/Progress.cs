using System.Diagnostics;

namespace Platform.Benchmarks.Messaging;

/// <summary>Times a peer from the first message it touches to the last it has done.</summary>
internal sealed class Progress
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _started;
    private long _ended;
    private int _count;

    public required int Target { get; init; }

    public void Enter() => Interlocked.CompareExchange(ref _started, Stopwatch.GetTimestamp(), 0);

    public void Done(int count = 1)
    {
        if (Interlocked.Add(ref _count, count) >= Target)
        {
            _ended = Stopwatch.GetTimestamp();
            _done.TrySetResult();
        }
    }

    /// <returns>Messages a second.</returns>
    public async Task<double> WaitAsync()
    {
        await _done.Task.WaitAsync(TimeSpan.FromSeconds(60));
        return Target / Stopwatch.GetElapsedTime(_started, _ended).TotalSeconds;
    }
}
