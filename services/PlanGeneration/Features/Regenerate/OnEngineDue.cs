using Platform.Contracts.Scheduler;
using Platform.PlanGeneration.Data;
using Platform.PlanGeneration.Generation;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Messaging;

namespace Platform.PlanGeneration.Features.Regenerate;

/// <summary>
/// 04:00: the workouts of a batch, and the answer to the Scheduler, in one transaction. 07:00: the workouts of those
/// whom 04:00 has not given one, because they signed up, came back from a pause or began to train on that day since;
/// their delivery waits for it.
/// </summary>
internal sealed class OnEngineDue(GenerateWorkouts generate) : IMessageHandler<EngineDue>
{
    public async Task HandleAsync(EngineDue message, Work work, CancellationToken ct)
    {
        if (message.Engine == Engines.Regenerate)
        {
            // Before the day is made: a plan whose last day has passed is not followed any more.
            await Plans.CompleteAsync(work, message.UserIds, message.LocalDate, message.DueAt, ct);
            var result = await generate.RunAsync(work, message.UserIds, message.LocalDate, ct);
            work.Publish(new EngineRunReported(message.RunId, message.Engine, message.LocalDate, result.Completed, result.Failed));
        }
        else if (message.Task == Tasks.DropTraining && await WithoutWorkoutAsync(message, work, ct) is { Count: > 0 } users)
        {
            // The answer to this task is its engine's.
            await generate.RunAsync(work, users, message.LocalDate, ct);
        }
    }

    private static Task<List<Guid>> WithoutWorkoutAsync(EngineDue message, Work work, CancellationToken ct) => work.QueryAsync<Guid>(
        """
        SELECT u.user_id FROM unnest(@Users) AS u (user_id)
        WHERE NOT EXISTS (SELECT FROM daily_workouts w WHERE w.user_id = u.user_id AND w.local_date = @LocalDate)
        """,
        new { Users = message.UserIds.ToArray(), message.LocalDate }, ct);
}
