using System.Text.Json;
using Platform.Contracts.PlanGeneration;
using Platform.PlanGeneration.Domain;
using Platform.PlanGeneration.Domain.Sessions;
using Platform.ServiceDefaults.Data;

namespace Platform.PlanGeneration.Data;

/// <summary>A row of <c>daily_workouts</c>.</summary>
internal sealed class WorkoutRow
{
    public const string Columns = "id, local_date, version, block_id, day_index, source, workout, session, reasoning, requested, generated_at";

    public Guid Id { get; init; }
    public DateOnly LocalDate { get; init; }
    public long Version { get; init; }
    public Guid BlockId { get; init; }
    public int DayIndex { get; init; }
    public string Source { get; init; } = "";
    public string Workout { get; init; } = "";
    public string? Session { get; init; }
    public string[] Reasoning { get; init; } = [];
    public bool Requested { get; init; }
    public DateTimeOffset GeneratedAt { get; init; }

    public DailyWorkout ReadWorkout() => JsonSerializer.Deserialize<DailyWorkout>(Workout, JsonSerializerOptions.Web)!;

    public Session? ReadSession() => Session is null ? null : PlanJson.ReadSession(Session);

    public WorkoutView ToView()
    {
        var workout = ReadWorkout();
        return new(
            Id, LocalDate, Version, BlockId, workout.BlockName, DayIndex, workout.DayName, Source, workout.Exercises, GeneratedAt, Requested, Reasoning,
            Session is null ? null : JsonElement.Parse(Session));
    }
}

/// <summary>A day's workout as the API shows it.</summary>
/// <param name="LocalDate">The date on the athlete's calendar.</param>
/// <param name="BlockId">What it was made from: a block, a plan, or the program of a coach.</param>
/// <param name="DayIndex">Zero-based day of the block; of a plan 7 × week + day; of a coach 0.</param>
/// <param name="Source"><c>block</c>, <c>plan</c> or <c>coach</c>.</param>
/// <param name="Requested">The athlete asked for it or changed it; generation leaves it.</param>
/// <param name="Reasoning">Sentences to the athlete.</param>
/// <param name="Session">The whole session; null for a block's day.</param>
internal sealed record WorkoutView(
    Guid Id, DateOnly LocalDate, long Version, Guid BlockId, string BlockName, int DayIndex, string DayName, string Source,
    IReadOnlyList<WorkoutExercise> Exercises, DateTimeOffset GeneratedAt, bool Requested, IReadOnlyList<string> Reasoning, JsonElement? Session);

internal static class Workouts
{
    public static Task<WorkoutRow?> FindAsync(Work work, Guid userId, DateOnly date, CancellationToken ct) =>
        work.SingleOrDefaultAsync<WorkoutRow>(
            $"SELECT {WorkoutRow.Columns} FROM daily_workouts WHERE user_id = @userId AND local_date = @date", new { userId, date }, ct);
}
