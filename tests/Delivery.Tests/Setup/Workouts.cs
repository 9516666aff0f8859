using Platform.Contracts.PlanGeneration;

namespace Platform.Delivery.Tests.Setup;

internal static class Workouts
{
    public static readonly Guid Block = Guid.Parse("018f0000-0000-7000-8000-000000000001");

    public static WorkoutExercise Exercise(string name, int position = 0, int sets = 3, string reps = "5", int rest = 180) =>
        new(position, name.ToLowerInvariant().Replace(' ', '-'), name, sets, reps, rest);

    public static readonly WorkoutExercise[] Three = [Exercise("Back squat"), Exercise("Bench press", 1, 4, "8-10", 90), Exercise("Barbell row", 2, 3, "8", 45)];

    public static DailyWorkoutReady Ready(Guid user, DateOnly date, long version = 1, params WorkoutExercise[] exercises) => new(
        user, date, version, Guid.CreateVersion7(), Block, "Steel Block A", 2, "Lower body", "block", exercises.Length > 0 ? exercises : Three,
        new DateTimeOffset(date, new TimeOnly(4, 0), TimeSpan.Zero));
}
