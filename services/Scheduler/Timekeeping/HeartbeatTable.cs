using Platform.Scheduler.Data;
using Platform.Scheduler.Features.DispatchDue;
using Platform.ServiceDefaults.Data;

namespace Platform.Scheduler.Timekeeping;

/// <summary>The heartbeats that there are.</summary>
internal static class HeartbeatTable
{
    public static void AddHeartbeats(this IServiceCollection services)
    {
        services.AddSingleton(Retell);
        services.AddSingleton<HeartbeatCluster>();
        services.AddHostedService<HeartbeatLoop>();
    }

    // The tz database may be another than at the start, where the machine's is updated under a running program.
    private static Heartbeat Retell(IServiceProvider services)
    {
        var (database, clock, prepare) = (services.GetRequiredService<Database>(), services.GetRequiredService<SchedulerClock>(), services.GetRequiredService<PrepareWaves>());
        return new("retell", services.GetRequiredService<SchedulerOptions>().RetellCron, null, async (_, ct) =>
        {
            DateTimeOffset now;
            await using (var work = await database.BeginAsync(ct))
            {
                now = await clock.NowAsync(work, ct);
            }

            await prepare.RunOnceAsync(now, ct);
        });
    }
}
