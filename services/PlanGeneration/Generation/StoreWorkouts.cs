using System.Text.Json;
using Npgsql;
using Platform.PlanGeneration.Domain;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Messaging;

namespace Platform.PlanGeneration.Generation;

/// <param name="Id">The row's id if it is a new one.</param>
internal sealed record WorkoutDraft(Guid Id, Guid UserId, BlockChoice Choice, int DayIndex, DailyWorkout Workout);

/// <param name="Id">The row's id: the first draft's of that date.</param>
internal sealed record WorkoutWritten(WorkoutDraft Draft, Guid Id, long Version, DateTimeOffset GeneratedAt);

/// <param name="Written">Those that are new or differ from what was stored.</param>
internal sealed record StoreResult(IReadOnlyList<WorkoutWritten> Written, IReadOnlyList<(WorkoutDraft Draft, PostgresException Failure)> Failed);

/// <summary>Upserts a batch in one statement; a row that the database refuses is found by halving and left out.</summary>
internal static class StoreWorkouts
{
    private const string Savepoint = "workouts";

    public static async Task<StoreResult> RunAsync(
        Work work, IReadOnlyList<WorkoutDraft> drafts, DateOnly date, DateTimeOffset now, CancellationToken ct)
    {
        var written = new List<WorkoutWritten>(drafts.Count);
        var failed = new List<(WorkoutDraft, PostgresException)>();
        var waiting = new Stack<IReadOnlyList<WorkoutDraft>>();
        waiting.Push(drafts);
        while (waiting.TryPop(out var batch))
        {
            if (batch.Count == 0)
            {
                continue;
            }

            await work.Transaction.SaveAsync(Savepoint, ct);
            try
            {
                written.AddRange(await UpsertAsync(work, batch, date, now, ct));
                await work.Transaction.ReleaseAsync(Savepoint, ct);
            }
            catch (PostgresException failure) when (!Transient.Is(failure))
            {
                await work.Transaction.RollbackAsync(Savepoint, ct);
                if (batch.Count == 1)
                {
                    failed.Add((batch[0], failure));
                }
                else
                {
                    waiting.Push([.. batch.Skip(batch.Count / 2)]);
                    waiting.Push([.. batch.Take(batch.Count / 2)]);
                }
            }
        }

        return new(written, failed);
    }

    private static async Task<IEnumerable<WorkoutWritten>> UpsertAsync(
        Work work, IReadOnlyList<WorkoutDraft> drafts, DateOnly date, DateTimeOffset now, CancellationToken ct)
    {
        var rows = await work.QueryAsync<WrittenRow>(
            """
            INSERT INTO daily_workouts AS w (id, user_id, local_date, version, block_id, day_index, source, workout, generated_at)
            SELECT n.id, n.user_id, @date, 1, n.block_id, n.day_index, @source, n.workout::jsonb, @now
            FROM unnest(@ids, @users, @blocks, @indexes, @workouts) AS n (id, user_id, block_id, day_index, workout)
            ORDER BY n.user_id
            ON CONFLICT (user_id, local_date) DO UPDATE
            SET version = w.version + 1, block_id = excluded.block_id, day_index = excluded.day_index, source = excluded.source,
                workout = excluded.workout, generated_at = excluded.generated_at
            WHERE (w.block_id, w.day_index, w.source, w.workout)
                IS DISTINCT FROM (excluded.block_id, excluded.day_index, excluded.source, excluded.workout)
            RETURNING w.user_id, w.id, w.version
            """,
            new
            {
                date,
                now,
                source = DailyWorkout.FromBlock,
                ids = drafts.Select(d => d.Id).ToArray(),
                users = drafts.Select(d => d.UserId).ToArray(),
                blocks = drafts.Select(d => d.Choice.Block.Id).ToArray(),
                indexes = drafts.Select(d => d.DayIndex).ToArray(),
                workouts = drafts.Select(d => JsonSerializer.Serialize(d.Workout, JsonSerializerOptions.Web)).ToArray(),
            }, ct);
        var byUser = drafts.ToDictionary(d => d.UserId);
        return rows.Select(r => new WorkoutWritten(byUser[r.UserId], r.Id, r.Version, now));
    }

    private sealed class WrittenRow
    {
        public Guid UserId { get; init; }
        public Guid Id { get; init; }
        public long Version { get; init; }
    }
}
