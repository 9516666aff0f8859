using Platform.Contracts.Scheduler;
using Platform.PlanGeneration.Generation;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Messaging;

namespace Platform.PlanGeneration.Features.Regenerate;

/// <summary>04:00: the workouts of a batch, and the answer to the Scheduler, in one transaction.</summary>
internal sealed class RegenerateHandler(GenerateWorkouts generate) : IMessageHandler<EngineDue>
{
    public async Task HandleAsync(EngineDue message, Work work, CancellationToken ct)
    {
        if (message.Engine != Engines.Regenerate)
        {
            return;
        }

        var result = await generate.RunAsync(work, message.UserIds, message.LocalDate, ct);
        work.Publish(new EngineRunReported(message.RunId, message.Engine, message.LocalDate, result.Completed, result.Failed));
    }
}
