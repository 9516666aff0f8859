using Microsoft.AspNetCore.Http.HttpResults;
using Platform.PlanGeneration.Data;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;

namespace Platform.PlanGeneration.Features.GeneratePlan;

/// <summary>What a generation asks before anything else, in one round trip.</summary>
internal sealed class PlannerState
{
    /// <summary>
    /// True where no other generation of this athlete is running, in a transaction or waiting for a language model; none
    /// begins until this transaction ends.
    /// </summary>
    public bool Locked { get; init; }

    /// <summary>Null: no profile.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The plan that the same request has made before.</summary>
    public Guid? Made { get; init; }

    public long PlanCount { get; init; }

    public long RaceCount { get; init; }

    public static async Task<PlannerState> LockAsync(Work work, Guid userId, string? key, DateTimeOffset now, CancellationToken ct) =>
        (await work.SingleOrDefaultAsync<PlannerState>(
            $"""
            SELECT pg_try_advisory_xact_lock({Plans.LockKey})
                    AND NOT EXISTS (SELECT FROM plan_generations g WHERE g.user_id = @userId AND g.lapses_at > @now) AS locked,
                (SELECT a.time_zone FROM athletes a WHERE a.user_id = @userId) AS time_zone,
                (SELECT p.id FROM training_plans p WHERE p.user_id = @userId AND p.idempotency_key = @key) AS made,
                (SELECT count(*) FROM training_plans p WHERE p.user_id = @userId) AS plan_count,
                (SELECT count(*) FROM races r WHERE r.user_id = @userId) AS race_count
            """, new { userId, key, now }, ct))!;
}

internal static class GenerationRunning
{
    public static ProblemHttpResult Problem => Problems.Conflict(
        "generation-running", "A plan of yours is being made at this moment: wait for it, or repeat this request when it is there.");
}
