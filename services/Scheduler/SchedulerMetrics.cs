using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Platform.Scheduler;

internal sealed class SchedulerMetrics
{
    /// <summary>One activity a transaction: the trace goes on through the outbox into the engine.</summary>
    public static readonly ActivitySource Activities = new("Platform.Scheduler");

    private readonly Histogram<double> _lag;
    private readonly Counter<long> _dispatched;
    private readonly Counter<long> _skipped;
    private readonly Counter<long> _retried;
    private readonly Counter<long> _alerts;
    private readonly Counter<long> _unanswered;
    private readonly Counter<long> _deleted;
    private readonly Counter<long> _beats;
    private double _behind;

    public SchedulerMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Platform.Scheduler");
        _lag = meter.CreateHistogram<double>("scheduler.due.lag", "s", "From the due instant to the dispatch.");
        _dispatched = meter.CreateCounter<long>("scheduler.runs.dispatched");
        _skipped = meter.CreateCounter<long>("scheduler.runs.skipped");
        _retried = meter.CreateCounter<long>("scheduler.runs.retried");
        _alerts = meter.CreateCounter<long>("scheduler.alerts.raised");
        _unanswered = meter.CreateCounter<long>("scheduler.runs.unanswered", description: "Rescued: their engine was silent too long.");
        _deleted = meter.CreateCounter<long>("scheduler.history.deleted", description: "Old rows, by table.");
        _beats = meter.CreateCounter<long>("scheduler.heartbeats", description: "By heartbeat, and whether it succeeded.");
        meter.CreateObservableGauge("scheduler.due.behind", () => Volatile.Read(ref _behind), "s", "How long what is due longest has been waiting.");
    }

    public void Dispatched(string task, int count, TimeSpan lag)
    {
        _dispatched.Add(count, new KeyValuePair<string, object?>("task", task));
        _lag.Record(Math.Max(0, lag.TotalSeconds), new KeyValuePair<string, object?>("task", task));
    }

    /// <summary>As the latest look at what is due found it.</summary>
    public void Behind(TimeSpan oldest) => Volatile.Write(ref _behind, oldest.TotalSeconds);

    public void Skipped(string task, int count) => _skipped.Add(count, new KeyValuePair<string, object?>("task", task));

    public void Retried(string task, int count) => _retried.Add(count, new KeyValuePair<string, object?>("task", task));

    public void Alert(string task, int count) => _alerts.Add(count, new KeyValuePair<string, object?>("task", task));

    public void Unanswered(string task, int count) => _unanswered.Add(count, new KeyValuePair<string, object?>("task", task));

    public void Deleted(string table, int count) => _deleted.Add(count, new KeyValuePair<string, object?>("table", table));

    public void Beat(string heartbeat, bool succeeded) => _beats.Add(
        1, new KeyValuePair<string, object?>("heartbeat", heartbeat), new KeyValuePair<string, object?>("outcome", succeeded ? "succeeded" : "failed"));
}
