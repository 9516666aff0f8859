using System.Text.Json;
using Platform.Contracts.PlanGeneration;
using Platform.PlanGeneration.Data;
using Platform.PlanGeneration.Domain;
using Platform.PlanGeneration.Domain.Daily;
using Platform.PlanGeneration.Domain.Sessions;
using Platform.ServiceDefaults.Data;

namespace Platform.PlanGeneration.Features.ReplaceExercise;

/// <summary>What was answered under an Idempotency-Key.</summary>
internal sealed record ReplacedBefore(WorkoutExercise Exercise, IReadOnlyList<string> Reasoning);

internal static class ReplacedWorkouts
{
    public static async Task<ReplacedBefore?> FindAsync(Work work, Guid userId, DateOnly date, string key, CancellationToken ct) =>
        await work.ScalarAsync<string>(
            "SELECT replaced -> @key FROM daily_workouts WHERE user_id = @userId AND local_date = @date", new { userId, date, key }, ct) is { } json
            ? StoredJson.Read<ReplacedBefore>(json) : null;

    /// <summary>Stores and tells of the workout with the exercise replaced. The athlete changed it, so generation leaves it from now on.</summary>
    public static async Task<WorkoutRow> StoreAsync(
        Work work, Guid userId, WorkoutRow before, DailyWorkout workout, Session? session, WorkoutExercise line, IReadOnlyList<string> reasoning,
        string? key, DateTimeOffset now, CancellationToken ct)
    {
        var lifts = session is null ? null : StoredJson.Write(SessionMemory.Of(session, "", WorkoutLines.Numbered(session)).Lifts);
        var row = (await work.SingleOrDefaultAsync<WorkoutRow>(
            $"""
            UPDATE daily_workouts SET version = version + 1, requested = true, workout = @workout::json, session = @session::json,
                memory = memory || jsonb_build_object('lifts', coalesce(@lifts::jsonb, '[]')), reasoning = @reasoning, generated_at = @now,
                replaced = CASE WHEN @key::text IS NULL THEN replaced ELSE replaced || jsonb_build_object(@key::text, @answer::jsonb) END
            WHERE user_id = @userId AND local_date = @LocalDate
            RETURNING {WorkoutRow.Columns}
            """,
            new
            {
                userId,
                before.LocalDate,
                workout = JsonSerializer.Serialize(workout, JsonSerializerOptions.Web),
                session = session is null ? null : PlanJson.Write(session),
                lifts,
                reasoning = before.Reasoning.Concat(reasoning).Distinct().ToArray(),
                key,
                answer = StoredJson.Write(new ReplacedBefore(line, reasoning)),
                now,
            }, ct))!;
        work.Publish(new DailyWorkoutReady(
            userId, row.LocalDate, row.Version, row.Id, row.BlockId, workout.BlockName, row.DayIndex, workout.DayName, row.Source, workout.Exercises, now,
            session?.Purpose));
        return row;
    }
}
