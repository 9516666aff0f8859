using System.Globalization;
using Platform.Standalone;
using Platform.Testing;

namespace Platform.Scheduler.Tests;

public sealed class DispatchSurvivalTests(Servers servers)
{
    [Fact]
    public async Task A_wave_goes_on_whenever_the_database_goes_away_and_reaches_everyone_once()
    {
        var settings = new Dictionary<string, string?>
        {
            ["Scheduler:Engines"] = RunningScheduler.Engines, ["Scheduler:StrideSize"] = "5", ["Scheduler:Clock"] = "process", ["Scheduler:PollInterval"] = "00:00:00.050",
        };
        await using var here = await RunningScheduler.StartAsync(servers, settings);
        await here.AddClientsAsync(1500);
        await using var cable = new Cable(here.Host.ConnectionString);
        cable.Mend();
        await using var there = await ServiceHost<Program>.StartAsync(servers, "schedulerdb", settings, null, cable.ConnectionString, here.BrokerUri, here.Clock);
        here.Clock.Set(new(2026, 11, 22, 7, 0, 1, TimeSpan.Zero));
        for (var cut = 0; cut < 5; cut++)
        {
            var before = await CountAsync(here);
            await Eventually.AssertAsync(async () => (await CountAsync(here)).ShouldBeGreaterThan(Math.Min(before, 1499)), Replicas.Patience);
            cable.Cut();
            cable.Mend();
        }

        await OnceAsync(here, 1500);
    }

    [Fact]
    public async Task A_wave_goes_on_whenever_its_replica_is_killed_and_reaches_everyone_once()
    {
        await using var here = await RunningScheduler.StartAsync(servers);

        // By the real clock, which the processes go by: due a minute ago.
        var due = TimeProvider.System.GetUtcNow().AddMinutes(-1);
        await here.ExecuteAsync("UPDATE tasks SET local_time = @At::time WHERE name = 'drop_training'", new { At = due.ToString("HH:mm", CultureInfo.InvariantCulture) });
        await here.AddClientsAsync(3000);
        await here.ExecuteAsync(
            "UPDATE waves SET local_date = @Date, due_at = @Date + @At::time AT TIME ZONE 'UTC' WHERE task = 'drop_training'",
            new { Date = DateOnly.FromDateTime(due.UtcDateTime), At = due.ToString("HH:mm", CultureInfo.InvariantCulture) });
        await here.ExecuteAsync("UPDATE clients SET start_date = '2020-01-01'");
        for (var killed = 0; killed < 4; killed++)
        {
            var before = await CountAsync(here);
            await using var replica = ChildProcess.Start(new()
            {
                FileName = "dotnet",
                Arguments = [Checkout.Dll("services/Scheduler", "Scheduler")],
                Environment = new Dictionary<string, string?>
                {
                    ["ConnectionStrings__schedulerdb"] = here.Host.ConnectionString,
                    ["ConnectionStrings__identitydb"] = servers.IdentityDatabase,
                    ["ConnectionStrings__rabbitmq"] = here.BrokerUri,
                    ["Scheduler__Engines"] = RunningScheduler.Engines,
                    ["Scheduler__StrideSize"] = "5",
                    ["Scheduler__Heartbeats"] = "false",
                },
            });
            await Eventually.AssertAsync(async () => (await CountAsync(here)).ShouldBeGreaterThan(killed == 3 ? 2999 : Math.Min(before, 2999)), Replicas.Patience);
            await replica.KillAsync();
        }

        await OnceAsync(here, 3000);
    }

    private static async Task<int> CountAsync(RunningScheduler scheduler) =>
        (await scheduler.QueryAsync<int>("SELECT count(*)::int FROM runs WHERE task = 'drop_training'")).Single();

    // A message may come twice, for its sender died before it was confirmed; its run id is the same then.
    private static async Task OnceAsync(RunningScheduler scheduler, int clients)
    {
        await Eventually.AssertAsync(async () => (await scheduler.QueryAsync<int>("SELECT count(*)::int FROM strides")).Single().ShouldBe(0), Replicas.Patience);
        await Eventually.AssertAsync(
            () => scheduler.Sent("drop_training").DistinctBy(m => m.RunId).Sum(m => m.UserIds.Count).ShouldBe(clients), Replicas.Patience);
        scheduler.Sent("drop_training").DistinctBy(m => m.RunId).SelectMany(m => m.UserIds).ShouldBeUnique();
        (await CountAsync(scheduler)).ShouldBe(clients);
    }
}
