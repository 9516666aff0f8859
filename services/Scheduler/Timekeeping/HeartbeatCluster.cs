using Npgsql;
using Quartz;

namespace Platform.Scheduler.Timekeeping;

/// <summary>
/// Quartz as the scheduler uses it: clustered on the service's own database, so that of all replicas one fires each
/// heartbeat. In real time always, whatever instant the scheduler's clock shows.
/// </summary>
internal sealed class HeartbeatCluster(NpgsqlDataSource database, IEnumerable<Heartbeat> heartbeats, SchedulerMetrics metrics, ILoggerFactory logs)
{
    public const string Name = "scheduler";
    private const string Group = "heartbeats";

    // A replica that has not been seen for both together is taken for dead, and what it had under way is freed.
    private static readonly TimeSpan CheckIn = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, Heartbeat> _heartbeats = heartbeats.ToDictionary(heartbeat => heartbeat.Name);

    /// <summary>Nothing of it touches the database before its scheduler is asked for. Disposing it leaves the cluster.</summary>
    public StandaloneSchedulerFactory Build() => QuartzSchedulerBuilder.Create(quartz =>
    {
        // Both: with a factory alone, Quartz writes to a static one of its own.
        var log = new QuartzLog(logs);
        quartz.Services.AddSingleton<ILoggerFactory>(log);
        quartz.Services.AddSingleton<ILoggerProvider>(log);
        quartz.Services.AddLogging();
        quartz.Services.AddSingleton<IReadOnlyDictionary<string, Heartbeat>>(_heartbeats);
        quartz.Services.AddSingleton(metrics);
        quartz.AddJobType<HeartbeatJob>();
        quartz.UseTimeProvider(TimeProvider.System);
        quartz.UseDefaultThreadPool(2);
        quartz.ConfigureScheduler(scheduler =>
        {
            scheduler.InstanceName = Name;
            scheduler.InstanceId = $"{Environment.MachineName}-{Guid.CreateVersion7():N}";
            scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always;
        });
        quartz.UsePersistentStore(store =>
        {
            store.UsePostgres(source => source.DataSourceFactory = _ => database);
            store.UseClustering(cluster =>
            {
                cluster.CheckinInterval = CheckIn;
                cluster.CheckinMisfireThreshold = Patience;
            });
            store.ConfigureStore(options =>
            {
                options.TablePrefix = "qrtz_";
                options.StoreJobDataAsStrings = true;
                // A beat that a replica's end interrupts is taken up by another, as after a crash.
                options.RecoverFiringsCancelledByShutdown = true;
            });
        });
    }).Build();

    /// <summary>
    /// Fits the cluster to this version's heartbeats, as often as one likes. One whose cron is the same keeps its place:
    /// told anew it would forget that it is owed.
    /// </summary>
    public async Task ScheduleAsync(IScheduler scheduler, CancellationToken ct)
    {
        foreach (var heartbeat in _heartbeats.Values)
        {
            var job = JobBuilder.Create<HeartbeatJob>().WithIdentity(heartbeat.Name, Group).StoreDurably().RequestRecovery().Build();
            await scheduler.AddJob(job, AddJobOptions.Replacing, ct);
            var key = new TriggerKey(heartbeat.Name, Group);
            if (!await IsScheduledAsync(scheduler, key, heartbeat, ct))
            {
                await scheduler.ScheduleTrigger(Trigger(key, heartbeat), TriggerConflict.Replace, ct);
            }
        }

        foreach (var job in await scheduler.GetJobKeys(GroupMatcher<JobKey>.GroupEquals(Group), ct))
        {
            if (!_heartbeats.ContainsKey(job.Name))
            {
                await scheduler.DeleteJob(job, ct);
            }
        }
    }

    private static async Task<bool> IsScheduledAsync(IScheduler scheduler, TriggerKey key, Heartbeat heartbeat, CancellationToken ct) =>
        await scheduler.GetTrigger(key, ct) is ICronTrigger trigger && trigger.CronExpressionString == heartbeat.Cron
        && trigger.RetryPolicy == heartbeat.Retries && await scheduler.GetTriggerState(key, ct) != TriggerState.Error;

    // Owed for a while, however often, it fires once and at once.
    private static ITrigger Trigger(TriggerKey key, Heartbeat heartbeat) => TriggerBuilder.Create(TimeProvider.System)
        .WithIdentity(key).ForJob(heartbeat.Name, Group)
        .WithCronSchedule(heartbeat.Cron, cron => cron.InTimeZone(TimeZoneInfo.Utc).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed))
        .WithRetryPolicy(heartbeat.Retries)
        .Build();
}
