using Platform.Contracts.Scheduler;
using Platform.Scheduler.Domain;

namespace Platform.Scheduler.Features.DispatchDue;

/// <summary>
/// The first attempt at a task and date: whether it still may run, and the values of its run rows. Beyond the task's
/// grace window it is recorded as skipped.
/// </summary>
internal sealed record FirstRun(ScheduledTask Definition, DateOnly LocalDate, DateTimeOffset DueAt, DateTimeOffset Now)
{
    public Guid NewRunId { get; } = Guid.CreateVersion7();

    public bool TooLate => Lateness.IsPast(DueAt, Definition.Grace, Now);

    public string Task => Definition.Name;

    public string Engine => Definition.Engine;

    public string Status => TooLate ? RunStatus.Skipped : RunStatus.Dispatched;

    public Guid? RunId => TooLate ? null : NewRunId;

    public int Attempt => TooLate ? 0 : 1;

    public DateTimeOffset? DispatchedAt => TooLate ? null : Now;

    public string? Reason => TooLate ? Lateness.Explain(DueAt, Definition.Grace, Now) : null;

    public bool TrainingDaysOnly => Definition.TrainingDaysOnly;

    public int DayBit => WeekDays.Bit(LocalDate.DayOfWeek);

    public EngineDue MessageFor(IReadOnlyList<Guid> userIds) => new(Task, Engine, NewRunId, LocalDate, DueAt, 1, userIds);
}
