using System.Net.Http.Json;
using Platform.Contracts.PlanGeneration;
using Platform.Contracts.Scheduler;
using Platform.Delivery.Tests.WebPush;

namespace Platform.Delivery.Tests;

/// <summary>When a person is reached, by which channel, and when they are left alone.</summary>
public sealed class ChannelTests(Servers servers)
{
    [Fact]
    public async Task Quiet_hours_put_a_post_off_until_they_end_tell_the_run_until_when_and_cost_no_attempt()
    {
        await using var world = await World.StartAsync(servers);
        var athlete = await ReadyAsync(world);
        await PreferAsync(world, athlete, new { quietFrom = "22:00", quietUntil = "07:30" });
        var due = await world.DropAsync(athletes: athlete);
        await world.SendAsync();

        var end = new DateTimeOffset(World.Today, new TimeOnly(7, 30), TimeSpan.Zero);
        (await world.ReportAsync(due)).ShouldSatisfyAllConditions(r => r.DeferredUntil.ShouldBe(end), r => r.Completed.ShouldBeEmpty(), r => r.Failed.ShouldBeEmpty());
        world.Clock.Set(end.AddSeconds(-1));
        (await world.SendAsync()).ShouldBe(0);
        world.Clock.Set(end);
        await world.SendAsync();
        (await world.Discord.PostsAsync()).ShouldHaveSingleItem();
        (await world.QueryAsync<int>("SELECT attempts FROM deliveries")).ShouldBe([1]);
    }

    [Fact]
    public async Task Who_wants_quiet_until_after_the_close_misses_nothing_and_raises_no_alert()
    {
        await using var world = await World.StartAsync(servers);
        var athlete = await ReadyAsync(world);
        await PreferAsync(world, athlete, new { quietFrom = "22:00", quietUntil = "21:59" });
        var due = await world.DropAsync(athletes: athlete);
        await world.SendAsync();
        await world.CloseAndTellAsync(athletes: athlete);

        var reports = await Eventually.BecomesAsync(
            () => Task.FromResult(world.Service.Published<EngineRunReported>().Where(r => r.RunId == due.RunId).ToList()), r => r.Count == 2);
        reports.SelectMany(r => r.Completed).ShouldBe([athlete.Id]);
        reports.SelectMany(r => r.Failed).ShouldBeEmpty();
        (await world.QueryAsync<string>("SELECT exercise_id FROM training_logs")).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_close_is_told_in_a_message_that_makes_no_sound_in_quiet_hours_and_the_post_asks_for_nothing_any_more()
    {
        await using var world = await World.StartAsync(servers);
        var (athlete, post) = await world.DeliveredAsync();
        await world.Discord.SubmitAsync(post, post.Button("Bench press"), athlete.DiscordId!, "60", "8");
        await PreferAsync(world, athlete, new { quietFrom = "21:00", quietUntil = "06:00" });
        world.Clock.Set(new DateTimeOffset(World.Today, new TimeOnly(22, 0), TimeSpan.Zero));
        await world.CloseAndTellAsync(athletes: athlete);
        await world.RefreshAsync();

        var posts = await world.Discord.PostsAsync();
        posts.Count.ShouldBe(2);
        var told = posts.Single(p => p["id"]!.GetValue<string>() != post["id"]!.GetValue<string>());
        told.Buttons().ShouldBeEmpty();
        told.Text().ShouldContain("60 kg × 8");
        (told["flags"]!.GetValue<int>() & 4096).ShouldBe(4096);
        var refreshed = posts.Single(p => p["id"]!.GetValue<string>() == post["id"]!.GetValue<string>());
        refreshed["components"]!.AsArray().SelectMany(row => row!["components"]!.AsArray()).ShouldAllBe(b => b!["disabled"]!.GetValue<bool>());
        refreshed.Text().ShouldContain("✓ **Bench press** · 60 kg × 8");
        refreshed.Text().ShouldContain("✗ **Back squat**");
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task Who_is_paused_or_has_not_started_gets_silence_and_the_run_is_done(bool paused, int startsAfterDays)
    {
        await using var world = await World.StartAsync(servers);
        var athlete = await ReadyAsync(world);
        await ChangeAsync(world, athlete, paused, World.Today.AddDays(startsAfterDays));
        (await world.ReportAsync(await world.DropAsync(athletes: athlete))).Completed.ShouldBe([athlete.Id]);
        (await world.QueryAsync<long>("SELECT count(*) FROM deliveries")).ShouldBe([0]);
    }

    [Fact]
    public async Task Who_pauses_before_it_goes_out_gets_silence_for_all_parts_and_a_later_attempt_is_answered()
    {
        await using var world = await World.StartAsync(servers);
        var athlete = await world.AddAthleteAsync();
        await world.GiveWorkoutAsync(athlete, exercises: [.. Enumerable.Range(0, 60).Select(i => Workouts.Exercise($"Exercise number {i}", i))]);
        var due = await world.DropAsync(athletes: athlete);
        await ChangeAsync(world, athlete, paused: true, World.Today);
        await world.SendAsync();

        (await world.ReportAsync(due)).Completed.ShouldBe([athlete.Id]);
        (await world.QueryAsync<string>("SELECT DISTINCT status FROM deliveries")).ShouldBe(["expired"]);
        (await world.Discord.PostsAsync()).ShouldBeEmpty();
        (await world.ReportAsync(await world.DropAsync(attempt: 2, athletes: athlete))).Completed.ShouldBe([athlete.Id]);
    }

    [Fact]
    public async Task Where_Discord_is_a_dead_end_the_browser_gets_it_and_no_attempt_is_lost()
    {
        await using var both = await PushWorld.StartAsync(servers);
        var world = both.World;
        var athlete = await ReadyAsync(world);
        var browser = await SubscribeAsync(both, athlete);
        await world.Discord.FailAsync(new { mode = "cannotDm", userId = athlete.DiscordId });
        var due = await world.DropAsync(athletes: athlete);
        await world.SendAsync();
        await world.SendAsync();

        (await world.ReportAsync(due)).Completed.ShouldBe([athlete.Id]);
        (await browser.NotificationsAsync()).ShouldHaveSingleItem()["title"]!.GetValue<string>().ShouldContain("Lower body");
        (await world.QueryAsync<string>("SELECT channel || ' ' || attempts FROM deliveries")).ShouldBe(["web_push 1"]);

        // From now on the browser is asked at once.
        await world.GiveWorkoutAsync(athlete, World.Today.AddDays(7));
        await world.DropAsync(World.Today.AddDays(7), athletes: athlete);
        await world.SendAsync();
        (await browser.NotificationsAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_browser_that_is_gone_gives_way_to_Discord()
    {
        await using var both = await PushWorld.StartAsync(servers);
        var world = both.World;
        var athlete = await ReadyAsync(world);
        var browser = await SubscribeAsync(both, athlete);
        await PreferAsync(world, athlete, new { channels = new[] { "web_push", "discord" } });
        await browser.UnsubscribeAsync();
        await world.DropAsync(athletes: athlete);
        await world.SendAsync();
        await world.SendAsync();

        (await world.Discord.PostsAsync()).ShouldHaveSingleItem();
        (await world.QueryAsync<long>("SELECT count(*) FROM push_subscriptions")).ShouldBe([0]);
    }

    [Fact]
    public async Task A_proven_account_counts_more_than_the_profiles_and_belongs_to_nobody_else()
    {
        await using var world = await World.StartAsync(servers);
        var (proven, claiming) = (await ReadyAsync(world), await ReadyAsync(world));
        await world.ExecuteAsync(
            "INSERT INTO discord_links (user_id, discord_user_id, application_id, linked_at) VALUES (@Id, '4242', '1100000000000000001', now())", new { proven.Id });
        await world.ChangeAsync(claiming, 2, "4242");
        var due = await world.DropAsync(athletes: [proven, claiming]);
        await world.SendAsync();

        var reports = await Eventually.BecomesAsync(
            () => Task.FromResult(world.Service.Published<EngineRunReported>().Where(r => r.RunId == due.RunId).ToList()),
            all => all.Sum(r => r.Completed.Count + r.Failed.Count) == 2);
        reports.SelectMany(r => r.Completed).ShouldBe([proven.Id]);
        reports.SelectMany(r => r.Failed).ShouldHaveSingleItem().UserId.ShouldBe(claiming.Id);
        (await world.QueryAsync<string>("SELECT discord_user_id FROM discord_channels")).ShouldBe(["4242"]);
    }

    private static async Task<Athlete> ReadyAsync(World world)
    {
        var athlete = await world.AddAthleteAsync();
        await world.GiveWorkoutAsync(athlete);
        return athlete;
    }

    private static async Task PreferAsync(World world, Athlete athlete, object wishes)
    {
        using var client = world.Service.ClientFor(athlete.Id);
        var now = (await client.GetFromJsonAsync<System.Text.Json.Nodes.JsonObject>("api/deliveries/preferences"))!;
        var body = System.Text.Json.JsonSerializer.SerializeToNode(wishes, System.Text.Json.JsonSerializerOptions.Web)!.AsObject();
        foreach (var (key, value) in now.Where(p => p.Key is "version" or "language" or "weightUnit" or "channels" && !body.ContainsKey(p.Key)).ToList())
        {
            body[key] = key == "channels" && value is System.Text.Json.Nodes.JsonArray ? value.DeepClone() : value?.DeepClone();
        }

        using var answer = await client.PutAsJsonAsync("api/deliveries/preferences", body);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }

    private static async Task ChangeAsync(World world, Athlete athlete, bool paused, DateOnly start)
    {
        await world.Service.PublishAsync(new AthleteProfileChanged(
            athlete.Id, 2, "Ada", "UTC", start, paused, [World.Today.DayOfWeek], null, athlete.DiscordId, null, world.Clock.GetUtcNow()));
        await world.EventuallyAsync("SELECT count(*) FROM athletes WHERE user_id = @Id AND version = 2", new { athlete.Id }, 1);
    }

    private static async Task<Browser> SubscribeAsync(PushWorld both, Athlete athlete)
    {
        using var client = both.ClientFor(athlete.Id);
        var key = (await client.GetFromJsonAsync<System.Text.Json.Nodes.JsonObject>("api/push/key"))!;
        var browser = await Browser.SubscribeAsync(both.Push, key["publicKey"]!.GetValue<string>());
        using var answer = await client.PostAsJsonAsync("api/push/subscriptions", browser.Json);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        return browser;
    }
}
