using Platform.PlanGeneration.Domain.Execution;
using Platform.ServiceDefaults.Data;

namespace Platform.PlanGeneration.Data;

/// <summary>Reads and writes executed days. Whoever writes one holds the person's lock, and its event is part of the transaction.</summary>
internal static class Executions
{
    /// <summary>
    /// Makes what changes a person's executed days, and what must not change under them, come one after the other until
    /// the transaction ends.
    /// </summary>
    public static Task LockAsync(Work work, Guid userId, CancellationToken ct) => work.ExecuteAsync(
        "SELECT pg_advisory_xact_lock(hashtextextended('training_days_executed', 0) # hashtextextended(@userId::text, 1))", new { userId }, ct);

    public static Task<ExecutedRow?> FindAsync(Work work, Guid userId, Guid id, CancellationToken ct) =>
        work.SingleOrDefaultAsync<ExecutedRow>(
            $"SELECT {ExecutedRow.Columns} FROM training_days_executed WHERE id = @id AND user_id = @userId", new { id, userId }, ct);

    public static Task<ExecutedRow?> OfActivityAsync(Work work, Guid userId, Guid activityId, CancellationToken ct) =>
        work.SingleOrDefaultAsync<ExecutedRow>(
            $"SELECT {ExecutedRow.Columns} FROM training_days_executed WHERE user_id = @userId AND activity_id = @activityId",
            new { userId, activityId }, ct);

    public static Task<List<ExecutedRow>> OfDateAsync(Work work, Guid userId, DateOnly date, CancellationToken ct) =>
        work.QueryAsync<ExecutedRow>(
            $"SELECT {ExecutedRow.Columns} FROM training_days_executed WHERE user_id = @userId AND date = @date ORDER BY id", new { userId, date }, ct);

    /// <summary>The training that stands at a planned day, whatever date it was done on.</summary>
    public static Task<ExecutedRow?> AtAsync(Work work, Guid userId, PlannedDayRow day, CancellationToken ct) =>
        work.SingleOrDefaultAsync<ExecutedRow>(
            $"""
            SELECT {ExecutedRow.Columns} FROM training_days_executed
            WHERE user_id = @userId AND plan_id = @PlanId AND week_index = @WeekIndex AND day_index = @DayIndex
            """, new { userId, day.PlanId, day.WeekIndex, day.DayIndex }, ct);

    public static Task<PlannedDayRow?> PlannedDayAsync(Work work, Guid userId, Guid planId, int week, int day, CancellationToken ct) =>
        work.SingleOrDefaultAsync<PlannedDayRow>(
            $"""
            SELECT {PlannedDayRow.Columns} FROM training_days_planned
            WHERE plan_id = @planId AND week_index = @week AND day_index = @day AND user_id = @userId
            """, new { userId, planId, week, day }, ct);

    /// <summary>Writes a row that is new or has changed, analysed anew, and publishes it.</summary>
    /// <returns>The row with its version.</returns>
    public static async Task<ExecutedRow> SaveAsync(Work work, ExecutedRow row, int? maxHeartRate, DateTimeOffset now, CancellationToken ct)
    {
        var saved = row with
        {
            Version = row.Version + 1,
            Analysis = row.ReadPlanned() is { } planned ? StoredJson.Write(ExecutionAnalysis.Of(planned, row.Actual, maxHeartRate)) : null,
            ChangedAt = now,
        };
        await work.ExecuteAsync(
            $"""
            INSERT INTO training_days_executed ({ExecutedRow.Columns})
            VALUES (@Id, @UserId, @Version, @Date, @PlanId, @WeekIndex, @DayIndex, @PlannedDate, @PlannedData::jsonb, @ActivityId, @Source, @Sport,
                @StartedAt, @DurationSeconds, @DistanceM, @AverageHeartRate, @Rpe, @Notes, @Analysis::jsonb, @MatchRule, @MatchReason, @IdempotencyKey,
                @CreatedAt, @ChangedAt)
            ON CONFLICT (id) DO UPDATE SET version = excluded.version, date = excluded.date, plan_id = excluded.plan_id,
                week_index = excluded.week_index, day_index = excluded.day_index, planned_date = excluded.planned_date,
                planned_data = excluded.planned_data, activity_id = excluded.activity_id, source = excluded.source, sport = excluded.sport,
                started_at = excluded.started_at, duration_seconds = excluded.duration_seconds, distance_m = excluded.distance_m,
                average_heart_rate = excluded.average_heart_rate, rpe = excluded.rpe, notes = excluded.notes, analysis = excluded.analysis,
                match_rule = excluded.match_rule, match_reason = excluded.match_reason, changed_at = excluded.changed_at
            """, saved, ct);
        work.Publish(saved.ToEvent());
        return saved;
    }

    public static async Task DeleteAsync(Work work, ExecutedRow row, DateTimeOffset now, CancellationToken ct)
    {
        await work.ExecuteAsync("DELETE FROM training_days_executed WHERE id = @Id AND user_id = @UserId", new { row.Id, row.UserId }, ct);
        work.Publish((row with { Version = row.Version + 1, ChangedAt = now }).ToEvent(removed: true));
    }
}
