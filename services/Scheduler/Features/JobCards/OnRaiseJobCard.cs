using Platform.Contracts.Scheduler;
using Platform.Scheduler.Data;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Messaging;

namespace Platform.Scheduler.Features.JobCards;

/// <summary>Keeps the cards that the services raise.</summary>
internal sealed class OnRaiseJobCard : IBatchHandler<RaiseJobCard>
{
    public Task HandleAsync(IReadOnlyList<RaiseJobCard> messages, Work work, CancellationToken ct) =>
        JobCardRows.RaiseAsync(work, messages, ct);
}
