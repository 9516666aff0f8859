namespace Platform.Scheduler.Domain;

/// <summary>What one transaction of the scheduler did: a stride, runs that waited by themselves, or a scan.</summary>
/// <param name="Zone">The zone's key, <c>*</c> for a global scan; null where the clients are of several zones.</param>
/// <param name="Sent">Clients sent to the engine; for a scan 1.</param>
/// <param name="Skipped">Clients recorded as skipped.</param>
internal sealed record Dispatched(
    string Task, string? Zone, DateOnly LocalDate, DateTimeOffset DueAt, int Attempt, int Sent, int Skipped);
