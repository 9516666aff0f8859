using NodaTime;

namespace Platform.Tests.Soak;

/// <summary>A run as the database has it at the end.</summary>
internal sealed record Run(RunKey Key, string Status, int Attempt, Instant DueAt, bool Late, string? Reason);

/// <summary>Holds what the scheduler did against what the oracle expects and what the engines heard. Every fault is a sentence.</summary>
internal sealed class Comparison(
    IReadOnlyDictionary<RunKey, Expected> expected, IReadOnlyDictionary<RunKey, Run> runs, IReadOnlyDictionary<RunKey, Heard> heard,
    IReadOnlyDictionary<RunKey, int> alerts)
{
    // The clock goes on a little while what is late is paced.
    private static readonly Duration Slack = Duration.FromMinutes(1);
    private static readonly Duration OnTime = Duration.FromMinutes(2);
    private static readonly Dictionary<string, Duration> Grace = SoakTask.All.Concat(SoakTask.Scans).ToDictionary(t => t.Name, t => t.Grace);

    public IEnumerable<string> Faults() =>
        expected.Where(e => !runs.ContainsKey(e.Key)).Select(e => $"lost: {e.Key} due {e.Value.DueAt}, to be found at {e.Value.FoundAt}")
            .Concat(runs.Values.Where(r => !expected.ContainsKey(r.Key)).Select(r => $"not expected: {r}"))
            .Concat(runs.Values.Where(r => expected.ContainsKey(r.Key)).SelectMany(r => Faults(r, expected[r.Key])))
            .Concat(heard.Keys.Where(key => !runs.ContainsKey(key)).Select(key => $"sent, and no run of it: {key}"))
            .Concat(alerts.Where(a => a.Value != 1).Select(a => $"{a.Value} alerts of {a.Key}"))
            .Concat(alerts.Keys.Where(key => !runs.ContainsKey(key)).Select(key => $"an alert, and no run of it: {key}"));

    private IEnumerable<string> Faults(Run run, Expected due)
    {
        if (run.DueAt != due.DueAt)
        {
            yield return $"due at another instant than {due.DueAt}: {run}";
        }

        var lateness = due.FoundAt - due.DueAt;
        if (Differs(lateness, OnTime, run.Late))
        {
            yield return $"found {lateness} late: {run}";
        }

        var neverSent = run is { Status: "skipped", Attempt: 0 };
        if (Differs(lateness, Grace[run.Key.Task], neverSent))
        {
            yield return $"found {lateness} late, which is {(neverSent ? "inside" : "outside")} the window: {run}";
        }

        if (run.Status is "skipped" or "alerted" && string.IsNullOrWhiteSpace(run.Reason))
        {
            yield return $"without a reason: {run}";
        }

        if (neverSent == heard.ContainsKey(run.Key))
        {
            yield return neverSent ? $"skipped, and sent all the same: {run}" : $"never came to the engine: {run}";
        }
        else if (!neverSent && Untrue(run, heard[run.Key]) is { } fault)
        {
            yield return $"{fault}: {run}; the engine: {heard[run.Key]}";
        }
    }

    private string? Untrue(Run run, Heard engine) => run switch
    {
        _ when engine.DueAt != run.DueAt => "the message said another instant",
        _ when engine.Attempts != run.Attempt => "attempts were sent that the run does not know, or never sent",
        { Attempt: > 4 } => "tried more than three times again",
        { Status: "completed" } => engine.Done ? null : "completed, and nobody said so",
        // Whoever was paused before the retry is left in peace.
        { Status: "skipped" } => null,
        { Status: "alerted" } when engine.Done => "given up, though it was said to be done",
        { Status: "alerted" } when !alerts.ContainsKey(run.Key) => "given up without an alert",
        { Status: "alerted" } => engine.Hopeless || run.Attempt == 4 || run.Reason!.StartsWith("Not tried again.", StringComparison.Ordinal)
            ? null : "given up too early",
        _ => "left over",
    };

    private static bool Differs(Duration lateness, Duration limit, bool isOver) =>
        isOver ? lateness < limit - Slack : lateness > limit + Slack;
}
