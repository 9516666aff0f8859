using Platform.Contracts.Scheduler;
using Platform.Scheduler.Domain;

namespace Platform.Scheduler.Features.RetryFailed;

internal enum Verdict
{
    Retry,
    Silence,
    GiveUp,
}

/// <summary>A failed run whose pause is over, with what decides about its client now.</summary>
internal sealed record FailedRun
{
    public DateOnly LocalDate { get; init; }
    public string Task { get; init; } = "";
    public Guid UserId { get; init; }
    public string Engine { get; init; } = "";
    public DateTimeOffset DueAt { get; init; }
    public int Attempt { get; init; }
    public string Reason { get; init; } = "";

    /// <summary>Whether nothing is to be sent to the client for this date any more: paused, or moved to a later start.</summary>
    public bool Inactive { get; init; }

    public Verdict Decide(DateTimeOffset now) =>
        Inactive ? Verdict.Silence
        : Lateness.IsPast(DueAt, TaskTable.GraceOf(Task), now) ? Verdict.GiveUp
        : Verdict.Retry;

    public string GivenUp(DateTimeOffset now) =>
        Data.Text.Cut($"Not tried again. {Lateness.Explain(DueAt, TaskTable.GraceOf(Task), now)} Last failure: {Reason}", 500);

    public RunUpdate After(EngineDue due, DateTimeOffset now) => Decide(now) switch
    {
        Verdict.Retry => new(this, RunStatus.Dispatched, due.RunId, due.Attempt, null),
        Verdict.Silence => new(this, RunStatus.Skipped, null, Attempt, "The client is paused or starts later now; not tried again."),
        _ => new(this, RunStatus.Exhausted, null, Attempt, GivenUp(now)),
    };
}

/// <param name="RunId">Of the new attempt; null: the run keeps the id it has.</param>
internal sealed record RunUpdate(FailedRun Run, string Status, Guid? RunId, int Attempt, string? Reason);
