using Platform.Contracts.Scheduler;
using Platform.Scheduler.Domain;

namespace Platform.Scheduler.Tests;

/// <summary>The task table as it was agreed; a test holds the one that the migration seeds against it.</summary>
internal static class TaskTables
{
    public static IReadOnlyList<TaskDefinition> Local { get; } =
    [
        Task(Tasks.RegenerateWorkout, Engines.Regenerate, 4, 0, 0),
        Task(Tasks.DropCheckIn, Engines.CheckInAnalyzer, 5, 30, 1),
        Task(Tasks.DropCardio, Engines.CardioRegiment, 6, 0, 3),
        Task(Tasks.DropMeals, Engines.MealDelivery, 6, 0, 2),
        Task(Tasks.DropTraining, Engines.TrainingDispatcher, 7, 0, 4, trainingDaysOnly: true),
        Task(Tasks.LogMissedCheckIn, Engines.CheckInAnalyzer, 12, 0, 5),
        Task(Tasks.LogMissedCardio, Engines.CardioRegiment, 22, 0, 8),
        Task(Tasks.LogMissedMeals, Engines.MealDelivery, 22, 0, 6),
        Task(Tasks.LogMissedTraining, Engines.TrainingDispatcher, 22, 0, 7, trainingDaysOnly: true),
    ];

    public static TaskDefinition Scan { get; } = new()
    {
        Name = Tasks.ComplianceScan, Engine = Engines.ComplianceScan, UtcCron = "0 0 22 ? * SUN", Grace = TimeSpan.FromDays(6),
    };

    public static TaskDefinition Of(string name) => Local.Single(t => t.Name == name);

    private static TaskDefinition Task(string name, string engine, int hour, int minute, short bit, bool trainingDaysOnly = false) =>
        new() { Name = name, Engine = engine, LocalTime = new(hour, minute), Bit = bit, TrainingDaysOnly = trainingDaysOnly };
}
