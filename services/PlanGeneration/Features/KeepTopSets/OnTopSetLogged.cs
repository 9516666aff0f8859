using Platform.Contracts.Delivery;
using Platform.PlanGeneration.Domain.Science;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Messaging;

namespace Platform.PlanGeneration.Features.KeepTopSets;

/// <summary>Keeps what was lifted: coaches progress from it, and ease what was failed. The latest correction counts.</summary>
internal sealed class OnTopSetLogged : IMessageHandler<TopSetLogged>
{
    public Task HandleAsync(TopSetLogged message, Work work, CancellationToken ct) => work.ExecuteAsync(
        """
        INSERT INTO top_sets AS t (user_id, date, exercise_id, weight_kg, reps, estimate_kg, version)
        VALUES (@UserId, @LocalDate, @ExerciseId, @WeightKg, @Reps, @estimate, @Version)
        ON CONFLICT (user_id, date, exercise_id) DO UPDATE
        SET weight_kg = excluded.weight_kg, reps = excluded.reps, estimate_kg = excluded.estimate_kg, version = excluded.version
        WHERE t.version < excluded.version
        """,
        new
        {
            message.UserId, message.LocalDate, message.ExerciseId, message.WeightKg, message.Reps, estimate = Estimate(message.WeightKg, message.Reps),
            message.Version,
        }, ct);

    // A set with one's own body alone, or none that was done, says nothing of a maximum.
    private static decimal? Estimate(decimal weightKg, int reps) =>
        weightKg > 0 && reps > 0 && OneRepMax.Estimate((double)weightKg, reps) is { } kg ? Math.Round((decimal)kg, 2) : null;
}
