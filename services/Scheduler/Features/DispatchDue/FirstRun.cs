using Platform.Contracts.Scheduler;
using Platform.Scheduler.Domain;

namespace Platform.Scheduler.Features.DispatchDue;

/// <summary>
/// The first attempt at a task and date: whether it still may run, and the values of its run rows. Beyond the task's
/// grace window it is recorded as skipped.
/// </summary>
/// <param name="Forced">An operator asked for it: the grace window does not hold.</param>
internal sealed record FirstRun(TaskDefinition Task, DateOnly LocalDate, DateTimeOffset DueAt, bool Forced, DateTimeOffset Now)
{
    public bool TooLate => !Forced && Lateness.IsPast(DueAt, Task.Grace, Now);

    public bool Late => Lateness.IsLate(DueAt, Now);

    public string Status => TooLate ? RunStatus.Skipped : RunStatus.Dispatched;

    public short Attempt => (short)(TooLate ? 0 : 1);

    public string? Reason => TooLate ? Lateness.Explain(DueAt, Task.Grace, Now) : null;

    public int DayBit => WeekDays.Bit(LocalDate.DayOfWeek);

    public EngineDue MessageFor(Guid runId, IReadOnlyList<Guid> userIds) => new(Task.Name, Task.Engine, runId, LocalDate, DueAt, 1, userIds);

    /// <param name="reached">Clients whose run row is this transaction's.</param>
    public Dispatched Done(string? zone, int reached) => new(Task.Name, zone, LocalDate, DueAt, 1, TooLate ? 0 : reached, TooLate ? reached : 0);
}
