using Platform.Contracts.Delivery;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Messaging;

namespace Platform.Insights.Features.RecordOutcomes;

internal sealed class OnTopSetLogged : IBatchHandler<TopSetLogged>
{
    public Task HandleAsync(IReadOnlyList<TopSetLogged> messages, Work work, CancellationToken ct) =>
        Outcomes.RecordAsync(work, [.. messages.Select(OutcomeRow.From)], ct);
}

internal sealed class OnLogMissed : IBatchHandler<LogMissed>
{
    public Task HandleAsync(IReadOnlyList<LogMissed> messages, Work work, CancellationToken ct) =>
        Outcomes.RecordAsync(work, [.. messages.Select(OutcomeRow.From)], ct);
}

internal sealed class OnWorkoutDelivered : IBatchHandler<WorkoutDelivered>
{
    public Task HandleAsync(IReadOnlyList<WorkoutDelivered> messages, Work work, CancellationToken ct) =>
        Outcomes.RecordAsync(work, [.. messages.SelectMany(OutcomeRow.From)], ct);
}
