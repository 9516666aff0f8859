using System.Text.Json;
using Npgsql;
using Platform.PlanGeneration.Data;
using Platform.PlanGeneration.Domain;
using Platform.PlanGeneration.Domain.Daily;
using Platform.PlanGeneration.Domain.Sessions;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Messaging;

namespace Platform.PlanGeneration.Generation;

/// <param name="Id">The row's id if it is a new one.</param>
/// <param name="ProgramId">A training block, a training plan, or the program of a coach.</param>
/// <param name="Source">One of <see cref="WorkoutSources"/>.</param>
internal sealed record WorkoutDraft(Guid Id, Guid UserId, Guid ProgramId, int DayIndex, string Source, DailyWorkout Workout)
{
    /// <summary>Null for a block's day.</summary>
    public Session? Session { get; init; }

    public SessionMemory? Memory { get; init; }

    public IReadOnlyList<string> Reasoning { get; init; } = [];

    /// <summary>What is wrong with the athlete's block, where that is why it is this workout.</summary>
    public BlockFault? Fault { get; init; }

    /// <summary>The athlete asked for it; only then does it replace what the athlete asked for before.</summary>
    public bool Requested { get; init; }

    /// <summary>JSON of what was said in step 1, and of where the session comes from.</summary>
    public string? Context { get; init; }

    public string? Provenance { get; init; }
}

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
            INSERT INTO daily_workouts AS w (id, user_id, local_date, version, block_id, day_index, source, workout, session, memory, reasoning,
                requested, context, provenance, generated_at)
            SELECT n.id, n.user_id, @date, 1, n.block_id, n.day_index, n.source, n.workout::jsonb, n.session::json, n.memory::jsonb,
                string_to_array(n.reasoning, E'\n'), n.requested, n.context::jsonb, n.provenance::jsonb, @now
            FROM unnest(@ids, @users, @programs, @indexes, @sources, @workouts, @sessions, @memories, @reasonings, @requested, @contexts, @provenances)
                AS n (id, user_id, block_id, day_index, source, workout, session, memory, reasoning, requested, context, provenance)
            ORDER BY n.user_id
            ON CONFLICT (user_id, local_date) DO UPDATE
            SET version = w.version + 1, block_id = excluded.block_id, day_index = excluded.day_index, source = excluded.source,
                workout = excluded.workout, session = excluded.session, memory = excluded.memory, reasoning = excluded.reasoning,
                requested = excluded.requested, context = excluded.context, provenance = excluded.provenance, replaced = excluded.replaced,
                generated_at = excluded.generated_at
            WHERE (excluded.requested OR NOT w.requested)
                AND (w.block_id, w.day_index, w.source, w.workout, w.session::text, w.requested)
                    IS DISTINCT FROM (excluded.block_id, excluded.day_index, excluded.source, excluded.workout, excluded.session::text, excluded.requested)
            RETURNING w.user_id, w.id, w.version
            """,
            new
            {
                date,
                now,
                ids = drafts.Select(d => d.Id).ToArray(),
                users = drafts.Select(d => d.UserId).ToArray(),
                programs = drafts.Select(d => d.ProgramId).ToArray(),
                indexes = drafts.Select(d => d.DayIndex).ToArray(),
                sources = drafts.Select(d => d.Source).ToArray(),
                workouts = drafts.Select(d => JsonSerializer.Serialize(d.Workout, JsonSerializerOptions.Web)).ToArray(),
                sessions = drafts.Select(d => d.Session is { } session ? PlanJson.Write(session) : null).ToArray(),
                memories = drafts.Select(d => d.Memory is { } memory ? StoredJson.Write(memory) : null).ToArray(),
                // One line each: a sentence has no line ends.
                reasonings = drafts.Select(d => string.Join('\n', d.Reasoning.Select(r => r.ReplaceLineEndings(" ")))).ToArray(),
                requested = drafts.Select(d => d.Requested).ToArray(),
                contexts = drafts.Select(d => d.Context).ToArray(),
                provenances = drafts.Select(d => d.Provenance).ToArray(),
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
