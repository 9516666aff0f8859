using Platform.Contracts.Scheduler;

namespace Platform.Delivery.Tests;

/// <summary>What Discord refuses, what it puts off, and what may be tried again.</summary>
public sealed class FailureTests(Servers servers)
{
    [Fact]
    public async Task A_server_error_is_reported_and_a_later_attempt_delivers()
    {
        await using var world = await World.StartAsync(servers);
        var athlete = await ReadyAsync(world);
        await world.Discord.FailAsync(new { mode = "error500", count = 1, route = "POST /channels/{channelId}/messages" });
        var due = await world.DropAsync(athletes: athlete);
        await world.SendAsync();

        var failure = (await world.ReportAsync(due)).Failed.ShouldHaveSingleItem();
        failure.Reason.ShouldBe("Discord answered 500");
        failure.Retryable.ShouldBeTrue();
        (await world.SendAsync()).ShouldBe(0, "only the Scheduler tries again");

        var again = await world.DropAsync(attempt: 2, athletes: athlete);
        await world.SendAsync();
        (await world.ReportAsync(again)).Completed.ShouldBe([athlete.Id]);
        (await world.Discord.PostsAsync()).Count.ShouldBe(1);
        (await world.QueryAsync<int>("SELECT attempts FROM deliveries")).ShouldBe([2]);
    }

    [Fact]
    public async Task A_rate_limit_costs_no_attempt_and_is_waited_out()
    {
        await using var world = await World.StartAsync(servers);
        var athlete = await ReadyAsync(world);
        await world.Discord.FailAsync(new { mode = "rateLimited", count = 1, retryAfterSeconds = 7, route = "POST /channels/{channelId}/messages" });
        var due = await world.DropAsync(athletes: athlete);
        await world.SendAsync();
        (await world.StatusAsync(athlete)).ShouldBe("pending");
        (await world.QueryAsync<int>("SELECT attempts FROM deliveries")).ShouldBe([0]);
        world.Service.Published<EngineRunReported>().ShouldBeEmpty();

        world.Clock.Advance(TimeSpan.FromSeconds(6));
        (await world.SendAsync()).ShouldBe(0);
        world.Clock.Advance(TimeSpan.FromSeconds(1.01));
        (await world.SendAsync()).ShouldBe(1);
        (await world.ReportAsync(due)).Completed.ShouldBe([athlete.Id]);
    }

    [Fact]
    public async Task A_global_limit_silences_the_whole_process()
    {
        await using var world = await World.StartAsync(servers);
        var (first, second) = (await ReadyAsync(world), await ReadyAsync(world));
        await world.Discord.FailAsync(new { mode = "rateLimited", count = 1, retryAfterSeconds = 5, global = true });
        await world.DropAsync(athletes: first);
        await world.SendAsync();
        await world.DropAsync(athletes: second);
        await world.SendAsync();
        (await world.Discord.RequestsAsync("POST /users/@me/channels")).ShouldBe(1);
        (await world.Discord.PostsAsync()).ShouldBeEmpty();

        world.Clock.Advance(TimeSpan.FromSeconds(5));
        await world.SendAsync();
        (await world.Discord.PostsAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_channel_for_many_is_filled_at_the_pace_that_its_headers_allow()
    {
        await using var world = await World.StartAsync(servers);
        await world.Discord.Control.PutAsync("channels/900000000000000001", System.Net.Http.Json.JsonContent.Create(new { name = "team" }));
        var athletes = new List<Athlete>();
        for (var i = 0; i < 12; i++)
        {
            athletes.Add(await world.AddAthleteAsync(channelId: "900000000000000001"));
            await world.GiveWorkoutAsync(athletes[i]);
        }

        await world.DropAsync(athletes: [.. athletes]);
        for (var round = 0; round < 4; round++)
        {
            await world.SendAsync();
            // Five seconds, and what the client leaves for the rounding of the headers.
            world.Clock.Advance(TimeSpan.FromSeconds(5.01));
        }

        (await world.Discord.PostsAsync()).Count.ShouldBe(12);
        (await world.Discord.RequestsAsync("POST /channels/{channelId}/messages")).ShouldBe(12, "none was turned away");
    }

    [Theory]
    [InlineData("cannotDm", "50007")]
    [InlineData("refuse", "50001")]
    public async Task What_Discord_refuses_for_good_is_not_tried_again(string mode, string code)
    {
        await using var world = await World.StartAsync(servers);
        var athlete = await ReadyAsync(world);
        await world.Discord.FailAsync(new { mode, route = "POST /channels/{channelId}/messages" });
        var due = await world.DropAsync(athletes: athlete);
        await world.SendAsync();
        // It looks for another channel, and there is none.
        await world.SendAsync();
        var failure = (await world.ReportAsync(due)).Failed.ShouldHaveSingleItem();
        failure.Retryable.ShouldBeFalse();
        failure.Reason.ShouldContain(code);
        (await world.StatusAsync(athlete)).ShouldBe("rejected");
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("not-a-number", null)]
    [InlineData("123", "../users/@me")]
    public async Task An_athlete_who_cannot_be_reached_is_reported_as_such(string? discordUserId, string? channelId)
    {
        await using var world = await World.StartAsync(servers);
        var athlete = await world.AddAthleteAsync(discordUserId, channelId);
        await world.GiveWorkoutAsync(athlete);
        var due = await world.DropAsync(athletes: athlete);
        await world.SendAsync();
        (await world.ReportAsync(due)).Failed.ShouldHaveSingleItem().Retryable.ShouldBeFalse();

        // Put right, and asked for again, it goes out.
        await world.ChangeAsync(athlete, 2, "555");
        var again = await world.DropAsync(attempt: 2, athletes: athlete);
        await world.SendAsync();
        (await world.ReportAsync(again)).Completed.ShouldBe([athlete.Id]);
    }

    [Fact]
    public async Task A_server_channel_that_is_gone_gives_way_to_a_direct_message_once_and_is_told()
    {
        await using var world = await World.StartAsync(servers);
        var athlete = await world.AddAthleteAsync("123", "900000000000000099");
        await world.GiveWorkoutAsync(athlete);
        var due = await world.DropAsync(athletes: athlete);
        await world.SendAsync();
        await world.SendAsync();

        (await world.ReportAsync(due)).Completed.ShouldBe([athlete.Id]);
        (await world.Discord.PostsAsync()).ShouldHaveSingleItem();
        (await world.QueryAsync<int>("SELECT attempts FROM deliveries")).ShouldBe([1]);
        (await world.QueryAsync<string>("SELECT address FROM channel_stops")).ShouldBe(["900000000000000099"]);
        var card = await Eventually.BecomesAsync(() => Task.FromResult(world.Service.Published<RaiseJobCard>()), cards => cards.Count == 1);
        card[0].Kind.ShouldBe(JobCardKinds.Unreachable);
    }

    [Fact]
    public async Task A_workout_that_is_due_before_its_athletes_profile_has_come_is_tried_again()
    {
        await using var world = await World.StartAsync(servers);
        var athlete = new Athlete(Guid.CreateVersion7(), "555");
        await world.GiveWorkoutAsync(athlete);
        var due = await world.DropAsync(athletes: athlete);
        await world.SendAsync();
        (await world.ReportAsync(due)).Failed.ShouldHaveSingleItem().Retryable.ShouldBeTrue();

        await world.ChangeAsync(athlete, 1, athlete.DiscordId);
        var again = await world.DropAsync(attempt: 2, athletes: athlete);
        await world.SendAsync();
        (await world.ReportAsync(again)).Completed.ShouldBe([athlete.Id]);
    }

    [Fact]
    public async Task A_direct_message_channel_that_is_gone_is_opened_again()
    {
        await using var world = await World.StartAsync(servers);
        var athlete = await ReadyAsync(world);
        await world.Discord.FailAsync(new { mode = "unknownChannel", count = 1 });
        var due = await world.DropAsync(athletes: athlete);
        await world.SendAsync();
        (await world.ReportAsync(due)).Failed.ShouldHaveSingleItem().Retryable.ShouldBeTrue();
        (await world.QueryAsync<string>("SELECT channel_id FROM discord_channels")).ShouldBeEmpty();

        await world.DropAsync(attempt: 2, athletes: athlete);
        await world.SendAsync();
        (await world.StatusAsync(athlete)).ShouldBe("delivered");
    }

    [Fact]
    public async Task Discord_out_of_reach_is_a_failure_that_may_be_tried_again()
    {
        await using var world = await World.StartAsync(
            servers, settings: new Dictionary<string, string?> { ["Discord:ApiBaseUrl"] = "http://127.0.0.1:1/api/v10/" });
        var athlete = await ReadyAsync(world);
        var due = await world.DropAsync(athletes: athlete);
        await world.SendAsync();
        (await world.ReportAsync(due)).Failed.ShouldHaveSingleItem().Retryable.ShouldBeTrue();
    }

    [Fact]
    public async Task A_token_that_Discord_refuses_is_reported_and_not_hammered_with()
    {
        await using var world = await World.StartAsync(servers, discordToken: "another-token");
        var (first, second) = (await ReadyAsync(world), await ReadyAsync(world));
        var due = await world.DropAsync(athletes: first);
        await world.SendAsync();
        (await world.ReportAsync(due)).Failed.ShouldHaveSingleItem().Retryable.ShouldBeTrue();
        await world.DropAsync(athletes: second);
        await world.SendAsync();
        (await world.StatusAsync(second)).ShouldBe("pending");
        (await world.Discord.RequestsAsync("POST /users/@me/channels")).ShouldBe(1);
    }

    private static async Task<Athlete> ReadyAsync(World world)
    {
        var athlete = await world.AddAthleteAsync();
        await world.GiveWorkoutAsync(athlete);
        return athlete;
    }
}
