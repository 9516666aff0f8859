using Platform.Scheduler.Domain;

namespace Platform.Scheduler.Features.DispatchReady;

internal enum Verdict
{
    Send,

    /// <summary>Nothing is to be sent to the client for the date any more.</summary>
    Silence,

    /// <summary>Its grace window has closed.</summary>
    TooLate,
}

/// <summary>A run that waits by itself, and whose instant has come: due for one client, or to be tried again.</summary>
internal sealed record ReadyRun
{
    public DateOnly LocalDate { get; init; }
    public string Task { get; init; } = "";
    public Guid UserId { get; init; }
    public DateTimeOffset DueAt { get; init; }
    public short Attempt { get; init; }
    public bool Forced { get; init; }

    /// <summary>Why the last attempt failed; null at the first.</summary>
    public string? Reason { get; init; }

    /// <summary>Paused, moved to a later start, without a training day, or muted.</summary>
    public bool Inactive { get; init; }

    public bool IsFirst => Attempt == 0;

    /// <summary>Never sent and not asked for by anybody: silence leaves no trace of it.</summary>
    public bool IsForgotten(TaskDefinition? task, DateTimeOffset now) => IsFirst && !Forced && Decide(task, now) == Verdict.Silence;

    /// <param name="task">Null where it is not dispatched any more: switched off, or of an engine that is not there.</param>
    public Verdict Decide(TaskDefinition? task, DateTimeOffset now) =>
        Inactive || task is null ? Verdict.Silence
        : !Forced && Lateness.IsPast(DueAt, task.Grace, now) ? Verdict.TooLate
        : Verdict.Send;

    public RunUpdate After(TaskDefinition? task, Guid runId, DateTimeOffset now) => Decide(task, now) switch
    {
        Verdict.Send => new(this, RunStatus.OfAttempt(Attempt + 1), runId, (short)(Attempt + 1), null),
        Verdict.Silence => new(this, RunStatus.Skipped, null, Attempt, IsFirst
            ? "An operator asked for it, but nothing is due for the client on this date."
            : "Nothing is due for the client on this date any more; not tried again."),
        _ when IsFirst => new(this, RunStatus.Skipped, null, 0, Lateness.Explain(DueAt, task!.Grace, now)),
        _ => new(this, RunStatus.Alerted, null, Attempt, Data.Text.Cut($"Not tried again. {Lateness.Explain(DueAt, task!.Grace, now)} Last failure: {Reason}", 500)),
    };
}

/// <param name="RunId">Of the new attempt; null: the run keeps the id it has.</param>
internal sealed record RunUpdate(ReadyRun Run, string Status, Guid? RunId, short Attempt, string? Reason);
