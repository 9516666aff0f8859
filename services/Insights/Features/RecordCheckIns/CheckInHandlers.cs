using Platform.Contracts.Delivery;
using Platform.Contracts.Scheduler;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Messaging;

namespace Platform.Insights.Features.RecordCheckIns;

internal sealed class OnCheckInLogged : IBatchHandler<CheckInLogged>
{
    public Task HandleAsync(IReadOnlyList<CheckInLogged> messages, Work work, CancellationToken ct) =>
        CheckIns.RecordAsync(work, [.. messages.Select(CheckInRow.From)], ct);
}

/// <summary>Meals and cardio that were missed are not kept here.</summary>
internal sealed class OnDemandMissed : IBatchHandler<DemandMissed>
{
    public Task HandleAsync(IReadOnlyList<DemandMissed> messages, Work work, CancellationToken ct) =>
        CheckIns.RecordAsync(work, [.. messages.Where(missed => missed.Engine == Engines.CheckInAnalyzer).Select(CheckInRow.From)], ct);
}
