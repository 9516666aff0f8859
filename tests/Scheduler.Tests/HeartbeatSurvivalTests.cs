using Platform.Scheduler.Timekeeping;
using Platform.Standalone;
using Platform.Testing;
using static Platform.Scheduler.Tests.Replicas;

namespace Platform.Scheduler.Tests;

public sealed class HeartbeatSurvivalTests(Servers servers)
{
    [Fact]
    public async Task The_heartbeats_go_on_when_a_replica_is_killed()
    {
        var place = await PlaceAsync(servers);
        await using var victim = ChildProcess.Start(new()
        {
            FileName = "dotnet",
            Arguments = [Checkout.Dll("services/Scheduler", "Scheduler")],
            Environment = new Dictionary<string, string?>
            {
                ["ConnectionStrings__schedulerdb"] = place.Database,
                ["ConnectionStrings__identitydb"] = servers.IdentityDatabase,
                ["ConnectionStrings__rabbitmq"] = place.Broker,
                ["Scheduler__Engines"] = RunningScheduler.Engines,
                ["Scheduler__RetellCron"] = EverySecond,
            },
        });
        await Eventually.AssertAsync(async () => (await AskAsync<long>(place.Database, "SELECT count(*) FROM qrtz_triggers WHERE prev_fire_time > 0")).ShouldBePositive(), Patience);
        var beats = new Beats();
        await using var survivor = await ReplicaAsync(servers, place, null, beats.Heartbeat("retell", EverySecond));
        await MembersAsync(place.Database, 2);

        await victim.KillAsync();

        await beats.GoOnAsync("retell");
        beats.Of("retell").ShouldBeUnique();
        await Eventually.AssertAsync(async () => (await AskAsync<long>(place.Database, "SELECT count(*) FROM qrtz_scheduler_state")).ShouldBe(1), Patience);
    }

    [Fact]
    public async Task A_beat_that_the_end_of_its_replica_interrupts_is_repeated_by_another()
    {
        var place = await PlaceAsync(servers);
        var beats = new Beats();
        var lines = new Lines();
        var began = new TaskCompletionSource<DateTimeOffset>();
        Heartbeat endless = beats.Heartbeat("probe", EverySecond) with
        {
            BeatAsync = (plannedFor, ct) =>
            {
                began.TrySetResult(plannedFor);
                return Task.Delay(Timeout.InfiniteTimeSpan, ct);
            },
        };
        DateTimeOffset interrupted;
        await using (await ReplicaAsync(servers, place, lines, endless))
        {
            interrupted = await began.Task.WaitAsync(Patience);
        }

        await using var other = await ReplicaAsync(servers, place, null, beats.Heartbeat("probe", EverySecond));
        await beats.GoOnAsync("probe");

        // Quartz plans it a millisecond after the one that was interrupted.
        beats.Of("probe").Count(plannedFor => plannedFor - interrupted < TimeSpan.FromSeconds(1)).ShouldBe(1);
        lines.OfHeartbeats.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_its_database_a_replica_starts_and_waits_and_says_so_once()
    {
        var place = await PlaceAsync(servers);
        var beats = new Beats();
        var lines = new Lines();
        await using var cable = new Cable(place.Database);

        var starting = ReplicaAsync(servers, place with { Database = cable.ConnectionString }, lines, beats.Heartbeat("probe", EverySecond));
        await Eventually.AssertAsync(() => lines.OfHeartbeats.ShouldHaveSingleItem());
        cable.Mend();
        await using var replica = await starting;
        await beats.GoOnAsync("probe");

        var seen = lines.All.Count;
        cable.Cut();
        await Eventually.AssertAsync(() => lines.All.Skip(seen).ShouldContain(line => line.Contains("failure 3 in a row", StringComparison.Ordinal)), Patience);
        cable.Mend();
        await beats.GoOnAsync("probe");

        lines.OfHeartbeats.ShouldHaveSingleItem().ShouldContain("do not start");
    }
}
