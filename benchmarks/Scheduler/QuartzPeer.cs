using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Quartz;

namespace Platform.Benchmarks.Scheduler;

/// <summary>
/// Quartz's own clustered job store over the same PostgreSQL: a trigger for each client, all due at once, on ten threads. It
/// takes as many triggers together as it has threads, which is what it chooses by itself.
/// </summary>
internal static class QuartzPeer
{
    private const int Chunk = 1000;

    /// <returns>Triggers a second, stored and fired.</returns>
    public static async Task<double> RunAsync(string database, int triggers)
    {
        var fired = new Fired(triggers);
        await using var source = NpgsqlDataSource.Create(database);
        await using var factory = QuartzSchedulerBuilder.Create(quartz =>
        {
            quartz.Services.AddSingleton(fired);
            quartz.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Error));
            quartz.AddJobType<DueJob>();
            quartz.UseDefaultThreadPool(10);
            quartz.ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = "peer";
                scheduler.InstanceId = $"peer-{Guid.CreateVersion7():N}";
            });
            quartz.UsePersistentStore(store =>
            {
                store.UsePostgres(options => options.DataSourceFactory = _ => source);
                store.UseClustering();
                store.ConfigureStore(options =>
                {
                    options.TablePrefix = "qrtz_";
                    options.StoreJobDataAsStrings = true;
                });
            });
        }).Build();
        var scheduler = await factory.GetScheduler();
        var job = JobBuilder.Create<DueJob>().WithIdentity("due").StoreDurably().Build();
        var at = TimeProvider.System.GetUtcNow();

        var started = Stopwatch.GetTimestamp();
        foreach (var chunk in Enumerable.Range(0, triggers).Chunk(Chunk))
        {
            ITrigger[] due =
            [
                .. chunk.Select(n => TriggerBuilder.Create(TimeProvider.System)
                    .WithIdentity(n.ToString(CultureInfo.InvariantCulture)).ForJob(job)
                    .UsingJobData("userId", Population.User(n).ToString()).UsingJobData("task", Population.Task)
                    .StartAt(at).Build()),
            ];
            await scheduler.ScheduleJob(job, due, new ScheduleJobOptions { Replace = true });
        }

        var stored = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await scheduler.Start();
        await fired.All.WaitAsync(TimeSpan.FromMinutes(3));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await scheduler.Shutdown(true);
        Figures.Note(string.Create(CultureInfo.InvariantCulture, $"Quartz: {triggers} triggers, stored in {stored:0.00} s, fired in {seconds - stored:0.00} s"));
        return triggers / seconds;
    }

    internal sealed class Fired(int target)
    {
        private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _count;

        public Task All => _all.Task;

        public void One()
        {
            if (Interlocked.Increment(ref _count) == target)
            {
                _all.TrySetResult();
            }
        }
    }

    internal sealed class DueJob(Fired fired) : IJob
    {
        public ValueTask Execute(IJobExecutionContext context, CancellationToken ct)
        {
            fired.One();
            return ValueTask.CompletedTask;
        }
    }
}
