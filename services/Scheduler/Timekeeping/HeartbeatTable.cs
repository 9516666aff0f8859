using Platform.Scheduler.Data;
using Platform.Scheduler.Features.KeepHistory;
using Platform.Scheduler.Features.RescueSilent;
using Platform.ServiceDefaults.Data;
using Quartz;

namespace Platform.Scheduler.Timekeeping;

/// <summary>The heartbeats that there are.</summary>
internal static class HeartbeatTable
{
    public static void AddHeartbeats(this IServiceCollection services)
    {
        services.AddSingleton(s => new Heartbeat(
            "rescue", Options(s).RescueCron, null,
            (_, ct) => InTurnAsync(s, RealNowAsync, s.GetRequiredService<RescueSilent>().RunOnceAsync, ct)));
        // Each replica does so at its start. Whoever was the last may have had another tz database, or other engines.
        services.AddSingleton(s => new Heartbeat(
            "retell", Options(s).RetellCron, null,
            (_, ct) => InTurnAsync(s, s.GetRequiredService<SchedulerClock>().NowAsync, s.GetRequiredService<Retelling>().RunOnceAsync, ct)));
        // The next would come a day later.
        services.AddSingleton(s => new Heartbeat(
            "keep", Options(s).KeepCron, RetryPolicy.Fixed(12, TimeSpan.FromMinutes(5)),
            async (_, ct) => await s.GetRequiredService<KeepHistory>().RunOnceAsync(await RealNowAsync(s.GetRequiredService<Database>(), ct), ct)));
        services.AddSingleton<HeartbeatCluster>();
        services.AddHostedService<HeartbeatLoop>();
    }

    private static SchedulerOptions Options(IServiceProvider services) => services.GetRequiredService<SchedulerOptions>();

    // While an operator runs the clock ahead, the beat falls out: what changes then must change in the clock's order.
    private static async Task InTurnAsync(
        IServiceProvider services, Func<Work, CancellationToken, Task<DateTimeOffset>> nowAsync, Func<DateTimeOffset, CancellationToken, Task> beatAsync,
        CancellationToken ct)
    {
        await using var turn = await services.GetRequiredService<Database>().BeginAsync(ct);
        if (await services.GetRequiredService<SchedulerClock>().TakeTurnAsync(turn, ct))
        {
            await beatAsync(await nowAsync(turn, ct), ct);
        }
    }

    private static async Task<DateTimeOffset> RealNowAsync(Database database, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        return await RealNowAsync(work, ct);
    }

    private static Task<DateTimeOffset> RealNowAsync(Work work, CancellationToken ct) => work.ScalarAsync<DateTimeOffset>("SELECT now()", ct: ct);
}
