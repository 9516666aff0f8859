using Quartz;

namespace Platform.Scheduler.Timekeeping;

/// <summary>Upkeep that runs once for the whole installation, however many replicas there are.</summary>
/// <param name="Name">Its key in the cluster; another name is another heartbeat.</param>
/// <param name="Cron">Quartz cron text, UTC.</param>
/// <param name="Retries">What follows a failure before the next beat; null: nothing.</param>
/// <param name="BeatAsync">The work. It gets the instant for which it was planned, and may run twice: a replica can die in it.</param>
internal sealed record Heartbeat(string Name, string Cron, RetryPolicy? Retries, Func<DateTimeOffset, CancellationToken, Task> BeatAsync);
