namespace Platform.Scheduler.Data;

/// <summary>A row of <c>client_tasks</c>: a client's own hour for a task, or none.</summary>
internal sealed record OwnTask
{
    public Guid UserId { get; init; }
    public string Task { get; init; } = "";

    /// <summary>Null: muted.</summary>
    public TimeOnly? LocalTime { get; init; }
}
