using Platform.ServiceDefaults.Messaging;
using Quartz;

namespace Platform.Scheduler.Timekeeping;

/// <summary>What Quartz runs: the heartbeat that has the job's name.</summary>
[DisallowConcurrentExecution]
internal sealed partial class HeartbeatJob(IReadOnlyDictionary<string, Heartbeat> heartbeats, SchedulerMetrics metrics, ILogger<HeartbeatJob> log) : IJob
{
    /// <exception cref="JobExecutionException">The beat failed, which the log tells: Quartz tries it again where it has retries.</exception>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var name = context.JobDetail.Key.Name;
        if (!heartbeats.TryGetValue(name, out var heartbeat))
        {
            // Of another version of this program, which runs beside this one while it is being replaced.
            return;
        }

        try
        {
            await heartbeat.BeatAsync(context.ScheduledFireTimeUtc ?? context.FireTimeUtc, cancellationToken);
            metrics.Beat(name, succeeded: true);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            metrics.Beat(name, succeeded: false);
            BeatFailed(log, name, Transient.Is(failure) ? null : failure);
            throw new JobExecutionException($"The heartbeat {name} failed.", failure);
        }
    }

    [LoggerMessage(2511, LogLevel.Warning, "The heartbeat {Heartbeat} failed")]
    private static partial void BeatFailed(ILogger logger, string heartbeat, Exception? failure);
}
