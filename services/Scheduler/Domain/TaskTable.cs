using Platform.Contracts.Scheduler;

namespace Platform.Scheduler.Domain;

/// <summary>What is due once a local date for every active client.</summary>
/// <param name="LocalTime">On the client's own clock.</param>
/// <param name="TrainingDaysOnly">Due only on the days of the week the client trains.</param>
/// <param name="Grace">How long after its due instant it may still run; later it is recorded as skipped.</param>
internal sealed record ScheduledTask(string Name, string Engine, TimeOnly LocalTime, bool TrainingDaysOnly, TimeSpan Grace);

/// <summary>What is due once a week for everyone together, at a fixed UTC time.</summary>
internal sealed record GlobalScan(string Name, string Engine, DayOfWeek Day, TimeOnly UtcTime, TimeSpan Grace);

/// <summary>
/// The one place that says what is due when. A grace window ends where a late run would do harm or no good: a
/// prompt is not sent after the day it asks about is closed, while closing a day stays right for a week.
/// </summary>
internal static class TaskTable
{
    private static readonly TimeSpan UntilTheDayEnds = TimeSpan.FromHours(20);
    private static readonly TimeSpan UntilCheckInCloses = TimeSpan.FromHours(6);
    private static readonly TimeSpan UntilTheEvening = TimeSpan.FromHours(14);
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    public static IReadOnlyList<ScheduledTask> Tasks { get; } =
    [
        new(Contracts.Scheduler.Tasks.RegenerateWorkout, Engines.Regenerate, new(4, 0), false, UntilTheDayEnds),
        new(Contracts.Scheduler.Tasks.DropCheckIn, Engines.CheckInAnalyzer, new(5, 30), false, UntilCheckInCloses),
        new(Contracts.Scheduler.Tasks.DropMeals, Engines.MealDelivery, new(6, 0), false, UntilTheEvening),
        new(Contracts.Scheduler.Tasks.DropCardio, Engines.CardioRegiment, new(6, 0), false, UntilTheEvening),
        new(Contracts.Scheduler.Tasks.DropTraining, Engines.TrainingDispatcher, new(7, 0), true, UntilTheEvening),
        new(Contracts.Scheduler.Tasks.LogMissedCheckIn, Engines.CheckInAnalyzer, new(12, 0), false, Week),
        new(Contracts.Scheduler.Tasks.LogMissedMeals, Engines.MealDelivery, new(22, 0), false, Week),
        new(Contracts.Scheduler.Tasks.LogMissedTraining, Engines.TrainingDispatcher, new(22, 0), true, Week),
        new(Contracts.Scheduler.Tasks.LogMissedCardio, Engines.CardioRegiment, new(22, 0), false, Week),
    ];

    public static IReadOnlyList<GlobalScan> Scans { get; } =
    [
        new(Contracts.Scheduler.Tasks.ComplianceScan, Engines.ComplianceScan, DayOfWeek.Sunday, new(22, 0), TimeSpan.FromDays(6)),
    ];

    /// <summary>Every engine that something in the table is for.</summary>
    public static IReadOnlySet<string> KnownEngines { get; } =
        Tasks.Select(t => t.Engine).Concat(Scans.Select(s => s.Engine)).ToHashSet();

    public static IReadOnlySet<string> Names { get; } = Tasks.Select(t => t.Name).Concat(Scans.Select(s => s.Name)).ToHashSet();

    /// <exception cref="InvalidOperationException">No task and no scan has the name.</exception>
    public static TimeSpan GraceOf(string name) =>
        Tasks.FirstOrDefault(t => t.Name == name)?.Grace ?? Scans.FirstOrDefault(s => s.Name == name)?.Grace
        ?? throw new InvalidOperationException($"The task table has no task {name}.");
}

/// <summary>The part of the table whose engines exist in this installation; the rest is never dispatched.</summary>
internal sealed class EnabledTasks(IEnumerable<string> engines)
{
    private readonly HashSet<string> _engines = [.. engines];

    public IReadOnlyList<ScheduledTask> Local => field ??= [.. TaskTable.Tasks.Where(t => _engines.Contains(t.Engine))];

    public IReadOnlyList<GlobalScan> Scans => field ??= [.. TaskTable.Scans.Where(s => _engines.Contains(s.Engine))];

    /// <summary>Names of tasks and scans, as the database keeps them.</summary>
    public string[] Names => field ??= [.. Local.Select(t => t.Name), .. Scans.Select(s => s.Name)];

    public ScheduledTask? Task(string name) => Local.FirstOrDefault(t => t.Name == name);

    public GlobalScan? Scan(string name) => Scans.FirstOrDefault(s => s.Name == name);

    public bool Has(string engine) => _engines.Contains(engine);
}
