using Platform.Scheduler.Timekeeping;
using Platform.Testing;
using static Platform.Scheduler.Tests.Replicas;

namespace Platform.Scheduler.Tests;

public sealed class HeartbeatTests(Servers servers)
{
    [Fact]
    public async Task Of_two_replicas_one_fires_each_beat()
    {
        var place = await PlaceAsync(servers);
        var beats = new Beats();
        await using var one = await ReplicaAsync(servers, place, null, beats.Heartbeat("probe", EverySecond));
        await using var other = await ReplicaAsync(servers, place, null, beats.Heartbeat("probe", EverySecond));
        await MembersAsync(place.Database, 2);

        await beats.FollowAsync("probe", beats.Of("probe").Count + 6);

        var planned = beats.Of("probe");
        planned.ShouldBeUnique();
        planned.ShouldBeInOrder();
    }

    [Fact]
    public async Task A_beat_that_came_while_nobody_was_there_fires_once()
    {
        var place = await PlaceAsync(servers);
        var beats = new Beats();
        Heartbeat[] heartbeats = [beats.Heartbeat("yearly", OnceAYear), beats.Heartbeat("probe", EverySecond)];
        await using (await ReplicaAsync(servers, place, null, heartbeats))
        {
            await beats.FollowAsync("probe", 1);
        }

        beats.Of("yearly").ShouldBeEmpty();
        await AskAsync<object>(place.Database, "UPDATE qrtz_triggers SET next_fire_time = next_fire_time - 400 * 864000000000 WHERE trigger_name = 'yearly'");

        await using (await ReplicaAsync(servers, place, null, heartbeats))
        {
            await beats.FollowAsync("yearly", 1);
            await beats.GoOnAsync("probe");
        }

        await using (await ReplicaAsync(servers, place, null, heartbeats))
        {
            await beats.GoOnAsync("probe");
        }

        beats.Of("yearly").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Another_version_brings_its_own_heartbeats_and_takes_away_what_it_does_not_know()
    {
        var place = await PlaceAsync(servers);
        var beats = new Beats();
        await using (await ReplicaAsync(servers, place, null, beats.Heartbeat("gone", EverySecond), beats.Heartbeat("changed", OnceAYear)))
        {
            await beats.FollowAsync("gone", 1);
        }

        await using var next = await ReplicaAsync(servers, place, null, beats.Heartbeat("changed", EverySecond));
        await beats.FollowAsync("changed", 1);

        (await AskAsync<string>(place.Database, "SELECT string_agg(job_name, ' ') FROM qrtz_job_details")).ShouldBe("changed");
    }

    [Fact]
    public async Task A_beat_that_fails_is_told_once_and_tried_again()
    {
        var place = await PlaceAsync(servers);
        var beats = new Beats();
        var lines = new Lines();
        var probe = beats.Heartbeat("probe", OnceAYear);
        var failures = 0;
        Heartbeat failing = probe with
        {
            Cron = EverySecond,
            BeatAsync = (plannedFor, ct) => Interlocked.Increment(ref failures) == 1 ? throw new InvalidOperationException("not now") : probe.BeatAsync(plannedFor, ct),
        };
        await using var replica = await ReplicaAsync(servers, place, lines, failing);

        await beats.FollowAsync("probe", 2);

        lines.OfHeartbeats.ShouldHaveSingleItem().ShouldContain("not now");
    }

    [Fact]
    public async Task They_rescue_and_tell_the_waves_anew_and_delete_what_is_old()
    {
        var place = await PlaceAsync(servers);
        await using var scheduler = await ServiceHost<Program>.StartAsync(
            servers, "schedulerdb",
            new Dictionary<string, string?> { ["Scheduler:RescueCron"] = EverySecond, ["Scheduler:RetellCron"] = EverySecond, ["Scheduler:KeepCron"] = EverySecond },
            connectionString: place.Database, brokerUri: place.Broker);

        await AskAsync<object>(
            place.Database,
            """
            INSERT INTO clients (user_id, version, zone_text, zone, start_date, paused, schedule_days, changed_at)
            VALUES (gen_random_uuid(), 1, 'Asia/Tokyo', 'Asia/Tokyo', '2026-01-01', true, 127, now());
            INSERT INTO batches (run_id, task, engine, local_date, due_at, attempt, size, dispatched_at, open, answer_by)
            VALUES ('00000000-0000-0000-0000-000000000001', 'drop_training', 'training_dispatcher', current_date, now(), 1, 1, now(), 1, now() - interval '1 minute');
            INSERT INTO runs (local_date, task, user_id, run_id, status, attempt, due_at, late, forced)
            VALUES (current_date, 'drop_training', gen_random_uuid(), '00000000-0000-0000-0000-000000000001', 'dispatched', 1, now(), false, false),
                   (current_date - 91, 'drop_training', gen_random_uuid(), gen_random_uuid(), 'completed', 1, now(), false, false)
            """);

        await Eventually.AssertAsync(async () => (await AskAsync<string>(
            place.Database,
            """
            SELECT concat_ws(', ', (SELECT string_agg(status || ' ' || reason, ' ') FROM runs), (SELECT count(*) > 0 FROM waves WHERE zone = 'Asia/Tokyo'))
            """)).ShouldBe("failed No answer within 2 hours., t"));
    }
}
