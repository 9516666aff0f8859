using System.Text.Json;
using Platform.Contracts.PlanGeneration;
using Platform.PlanGeneration.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.PlanGeneration.Data;

/// <summary>A row of <c>daily_workouts</c>.</summary>
internal sealed class WorkoutRow
{
    public const string Columns = "id, local_date, version, block_id, day_index, source, workout, generated_at";

    public Guid Id { get; init; }
    public DateOnly LocalDate { get; init; }
    public long Version { get; init; }
    public Guid BlockId { get; init; }
    public int DayIndex { get; init; }
    public string Source { get; init; } = "";
    public string Workout { get; init; } = "";
    public DateTimeOffset GeneratedAt { get; init; }

    public WorkoutView ToView()
    {
        var workout = JsonSerializer.Deserialize<DailyWorkout>(Workout, JsonSerializerOptions.Web)!;
        return new(Id, LocalDate, Version, BlockId, workout.BlockName, DayIndex, workout.DayName, Source, workout.Exercises, GeneratedAt);
    }
}

/// <summary>A day's workout as the API shows it.</summary>
/// <param name="LocalDate">The date on the athlete's calendar.</param>
/// <param name="DayIndex">Zero-based day of the block.</param>
internal sealed record WorkoutView(
    Guid Id, DateOnly LocalDate, long Version, Guid BlockId, string BlockName, int DayIndex, string DayName, string Source,
    IReadOnlyList<WorkoutExercise> Exercises, DateTimeOffset GeneratedAt);

internal static class Workouts
{
    public static Task<WorkoutRow?> FindAsync(Work work, Guid userId, DateOnly date, CancellationToken ct) =>
        work.SingleOrDefaultAsync<WorkoutRow>(
            $"SELECT {WorkoutRow.Columns} FROM daily_workouts WHERE user_id = @userId AND local_date = @date", new { userId, date }, ct);
}
