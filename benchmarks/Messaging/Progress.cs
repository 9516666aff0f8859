using System.Diagnostics;

namespace Platform.Benchmarks.Messaging;

/// <summary>Times a peer from the first message it touches to the last it has done.</summary>
internal sealed class Progress
{
    private static readonly ProcessTree Everything = new(Environment.ProcessId);
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _started;
    private long _ended;
    private double _cpu;
    private int _count;

    public required int Target { get; init; }

    public void Enter()
    {
        if (_started == 0 && Interlocked.CompareExchange(ref _started, Stopwatch.GetTimestamp(), 0) == 0)
        {
            _cpu = Everything.CpuSeconds();
        }
    }

    public void Done(int count = 1)
    {
        if (Interlocked.Add(ref _count, count) >= Target)
        {
            _ended = Stopwatch.GetTimestamp();
            _done.TrySetResult();
        }
    }

    /// <summary>
    /// Adds messages a second, and the processor time of one message in microseconds over all that took part: this
    /// program, PostgreSQL and RabbitMQ. The second says the same when other programs use the machine.
    /// </summary>
    public async Task AddToAsync(Figures figures, string figure)
    {
        await _done.Task.WaitAsync(TimeSpan.FromSeconds(60));
        figures.Add(figure, Target / Stopwatch.GetElapsedTime(_started, _ended).TotalSeconds);
        figures.Add($"{figure}_cpu", (Everything.CpuSeconds() - _cpu) / Target * 1e6);
    }
}
