using Platform.Contracts.PlanGeneration;
using Platform.Delivery.Domain;

namespace Platform.Delivery.Demands.Training;

/// <summary>The exercise of a person's day that is to be logged.</summary>
internal sealed record Target(Guid UserId, DateOnly LocalDate, Workout Workout, WorkoutExercise Exercise);
