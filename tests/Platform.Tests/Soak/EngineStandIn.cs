using System.Collections.Concurrent;
using System.Threading.Channels;
using MassTransit;
using NodaTime;
using Platform.Contracts.Scheduler;
using Platform.Testing;

namespace Platform.Tests.Soak;

/// <summary>
/// Stands in for all engines on the real broker, with a queue that outlives restarts. Keeps what it was told to do, and
/// answers as engines do on a bad day: fails, says so twice, says it late, says nothing.
/// </summary>
internal sealed class EngineStandIn : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan PublishLimit = TimeSpan.FromSeconds(5);

    private readonly IBusControl _bus;
    private readonly EngineMoods _moods;
    private readonly Channel<Answer> _answers = Channel.CreateUnbounded<Answer>();
    private readonly PriorityQueue<Answer, Instant> _held = new();
    private readonly HashSet<Guid> _messages = [];
    private readonly ConcurrentDictionary<Guid, bool> _said = new();
    private readonly Lock _gate = new();
    private readonly Task _answering;
    private Instant _now;
    private int _waiting;

    private EngineStandIn(Uri broker, int seed)
    {
        _moods = new(seed);
        _bus = Bus.Factory.CreateUsingRabbitMq(rabbit =>
        {
            rabbit.Host(broker);
            rabbit.ReceiveEndpoint("soak-engine", endpoint =>
            {
                endpoint.SetQuorumQueue();
                endpoint.PrefetchCount = 100;
                endpoint.Handler<EngineDue>(context =>
                {
                    Hear(context.MessageId!.Value, context.Message);
                    return Task.CompletedTask;
                });
            });
        });
        _answering = AnswerAsync();
    }

    /// <summary>By run, what came and what was answered; to be read when nothing moves any more.</summary>
    public Dictionary<RunKey, Heard> Runs { get; } = [];

    /// <summary>Two messages for the same attempt at the same run: none is expected.</summary>
    public List<string> Doubles { get; } = [];

    /// <summary>Messages that the broker handed over again, and that the id gave away.</summary>
    public int Redelivered { get; private set; }

    public int Messages => _messages.Count;

    /// <summary>How many reports have been confirmed by the broker, by their ids.</summary>
    public int Said => _said.Count;

    public bool HasMoreToSay => Volatile.Read(ref _waiting) > 0 || _held.Count > 0;

    public static async Task<EngineStandIn> StartAsync(Uri broker, int seed)
    {
        var engine = new EngineStandIn(broker, seed);
        await engine._bus.StartAsync(Patience);
        return engine;
    }

    /// <summary>Until the broker has confirmed it; the same id again is the same message.</summary>
    public Task PublishAsync<T>(T message, Guid messageId) where T : class => Eventually.AssertAsync(
        async () =>
        {
            using var limit = new CancellationTokenSource(PublishLimit);
            await _bus.Publish(message, context => context.MessageId = messageId, limit.Token);
        },
        Patience);

    /// <summary>From now on nothing fails and nothing is held back.</summary>
    public void BeKind()
    {
        lock (_gate)
        {
            _moods.Kind = true;
        }

        Tick(Instant.MaxValue);
    }

    /// <summary>Tells the time; what was held back until now is said.</summary>
    public void Tick(Instant now)
    {
        lock (_gate)
        {
            _now = now;
            while (_held.TryPeek(out var answer, out var at) && at <= now)
            {
                _held.Dequeue();
                Say(answer);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _answers.Writer.Complete();
        await _answering;
        await _bus.StopAsync(Patience);
    }

    private void Hear(Guid messageId, EngineDue due)
    {
        lock (_gate)
        {
            if (!_messages.Add(messageId))
            {
                Redelivered++;
                return;
            }

            var date = LocalDate.FromDateOnly(due.LocalDate);
            IReadOnlyList<Guid> users = due.UserIds.Count == 0 ? [Guid.Empty] : due.UserIds;
            foreach (var user in users)
            {
                Note(new(user, due.Task, date), due);
            }

            foreach (var (answer, heldFor) in _moods.Answers(due, key => Runs[key]))
            {
                if (heldFor == Duration.Zero)
                {
                    Say(answer);
                }
                else
                {
                    _held.Enqueue(answer, _now + heldFor);
                }
            }
        }
    }

    private void Note(RunKey key, EngineDue due)
    {
        if (!Runs.TryGetValue(key, out var run))
        {
            Runs[key] = run = new() { DueAt = Instant.FromDateTimeOffset(due.DueAt) };
        }

        if (due.Attempt != run.Attempts + 1)
        {
            Doubles.Add($"{key}: attempt {due.Attempt} after {run.Attempts}");
        }

        run.Attempts = Math.Max(run.Attempts, due.Attempt);
    }

    private void Say(Answer answer)
    {
        Interlocked.Increment(ref _waiting);
        _answers.Writer.TryWrite(answer);
    }

    private async Task AnswerAsync()
    {
        await Parallel.ForEachAsync(_answers.Reader.ReadAllAsync(), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (answer, _) =>
        {
            await PublishAsync(answer.Report, answer.MessageId);
            _said[answer.MessageId] = true;
            Interlocked.Decrement(ref _waiting);
        });
    }
}

/// <summary>What an engine heard of a run, and what it said to it in the end.</summary>
internal sealed record Heard
{
    public required Instant DueAt { get; init; }

    public int Attempts { get; set; }

    /// <summary>It was, or will be, said to be done.</summary>
    public bool Done { get; set; }

    /// <summary>It was said that trying again cannot help.</summary>
    public bool Hopeless { get; set; }

    /// <summary>Attempts that were said to have failed.</summary>
    public int Failures { get; set; }

    /// <summary>Attempts without any answer.</summary>
    public int Silences { get; set; }
}

internal sealed record Answer(Guid MessageId, EngineRunReported Report);
