namespace Platform.Scheduler.Data;

/// <summary>Where a client differs for a task, by another hour or by none: a row of <c>client_tasks</c>, as far as it was asked for.</summary>
internal sealed record OwnTask
{
    public const string Columns = "user_id, task, local_time, changed_at, changed_by";

    public Guid UserId { get; init; }
    public string Task { get; init; } = "";

    /// <summary>Null: muted.</summary>
    public TimeOnly? LocalTime { get; init; }

    public DateTimeOffset ChangedAt { get; init; }
    public Guid ChangedBy { get; init; }
}
