namespace Platform.Demo;

// The parts of the platform's answers that the demo reads.

internal sealed record Listing<T>(IReadOnlyList<T> Items, string? NextCursor);

internal sealed record Run(Guid UserId, string Task, DateOnly LocalDate, string Status, int Attempt, DateTimeOffset DueAt, string? Reason);

internal sealed record Client(string TimeZone, DateTimeOffset? LocalNow, string State, string Sentence);

internal sealed record JobCard(string Kind, string Subject, string Status);

/// <param name="Kind"><c>drop</c> asks for something, <c>close</c> tells how the day ended.</param>
internal sealed record DeliveryRow(Guid Id, string Engine, string? Kind, DateOnly LocalDate, int Part, string Status, DateTimeOffset DueAt, string? LastError)
{
    public bool IsDelivered => Status == "delivered";

    /// <summary>Whether it asks for the day's training.</summary>
    public bool IsTraining => Engine == "training_dispatcher" && Kind is not "close";
}

internal sealed record LogRow(DateOnly Date, string ExerciseId, decimal? WeightKg, int? Reps, string Status, long Version);

internal sealed record Workout(DateOnly LocalDate, int DayIndex, string Source, IReadOnlyList<WorkoutExercise> Exercises);

internal sealed record WorkoutExercise(string ExerciseId, string Name, bool AsksTopSet);

internal sealed record Compliance(int Expected, int Logged, int Missed, int Open, decimal? Percent);
