using Platform.Contracts.Scheduler;

namespace Platform.Delivery.Tests;

/// <summary>A crash at any point, an answer that never comes: one message all the same.</summary>
public sealed class CrashTests(Servers servers)
{
    private static readonly TimeSpan PastTheLeaseAndTheNonce = TimeSpan.FromMinutes(10);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_process_that_dies_between_post_and_record_leaves_one_message_that_the_next_adopts(bool historyWithoutNonces)
    {
        var wire = new Wire { HideNonces = historyWithoutNonces };
        await using var world = await World.StartAsync(servers, configure: wire.Install);
        var (athlete, due) = await DueAsync(world);
        using var death = new CancellationTokenSource();
        wire.AfterPost = death.CancelAsync;
        await Should.ThrowAsync<OperationCanceledException>(() => world.SendAsync(death.Token));
        wire.AfterPost = null;
        (await world.StatusAsync(athlete)).ShouldBe("sending");
        (await world.SendAsync()).ShouldBe(0, "the claim still holds");

        // Whatever the athlete has chosen since: the message is where it was posted.
        await world.ChangeAsync(athlete, 2, athlete.DiscordId, channelId: "900000000000000001");
        world.Clock.Advance(PastTheLeaseAndTheNonce);
        (await world.SendAsync()).ShouldBe(1);

        await AssertOneAsync(world, athlete, due);
    }

    [Fact]
    public async Task A_record_that_cannot_be_written_leaves_one_message_that_the_next_round_adopts()
    {
        await using var world = await World.StartAsync(servers);
        var (athlete, due) = await DueAsync(world);
        await world.ExecuteAsync(
            """
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the disk is full'; END $$;
            CREATE TRIGGER refuse BEFORE UPDATE ON deliveries FOR EACH ROW WHEN (new.status = 'delivered') EXECUTE FUNCTION refuse();
            """);
        await Should.ThrowAsync<Npgsql.PostgresException>(() => world.SendAsync());
        await world.ExecuteAsync("DROP TRIGGER refuse ON deliveries");
        world.Service.Published<EngineRunReported>().ShouldBeEmpty();

        world.Clock.Advance(PastTheLeaseAndTheNonce);
        await world.SendAsync();
        await AssertOneAsync(world, athlete, due);
    }

    [Fact]
    public async Task A_process_that_dies_before_it_posts_leaves_a_message_to_be_posted()
    {
        var wire = new Wire();
        await using var world = await World.StartAsync(servers, configure: wire.Install);
        var (athlete, due) = await DueAsync(world);
        using var death = new CancellationTokenSource();
        wire.BeforePost = async () =>
        {
            await death.CancelAsync();
            death.Token.ThrowIfCancellationRequested();
        };
        await Should.ThrowAsync<OperationCanceledException>(() => world.SendAsync(death.Token));
        wire.BeforePost = null;
        (await world.Discord.PostsAsync()).ShouldBeEmpty();

        world.Clock.Advance(PastTheLeaseAndTheNonce);
        await world.SendAsync();
        await AssertOneAsync(world, athlete, due);
    }

    [Fact]
    public async Task After_a_lost_answer_the_channel_is_searched_at_once()
    {
        var wire = new Wire { AfterPost = () => throw new HttpRequestException(HttpRequestError.ResponseEnded) };
        await using var world = await World.StartAsync(servers, configure: wire.Install);
        var (athlete, due) = await DueAsync(world);
        await world.SendAsync();
        await AssertOneAsync(world, athlete, due);
    }

    [Fact]
    public async Task A_post_that_times_out_after_it_was_stored_is_found()
    {
        await using var world = await World.StartAsync(servers, settings: new Dictionary<string, string?> { ["Discord:RequestTimeout"] = "00:00:00.500" });
        var (athlete, due) = await DueAsync(world);
        await world.Discord.FailAsync(new { mode = "timeoutAfterStore", count = 1 });
        await world.SendAsync();
        await AssertOneAsync(world, athlete, due);
    }

    [Fact]
    public async Task Where_the_search_fails_too_the_next_attempt_searches_first()
    {
        var wire = new Wire { AfterPost = () => throw new HttpRequestException(HttpRequestError.ResponseEnded) };
        await using var world = await World.StartAsync(servers, configure: wire.Install);
        var (athlete, due) = await DueAsync(world);
        await world.Discord.FailAsync(new { mode = "error500", route = "GET /channels/{channelId}/messages" });
        await world.SendAsync();
        (await world.StatusAsync(athlete)).ShouldBe("failed");
        (await world.ReportAsync(due)).Failed.ShouldHaveSingleItem().Retryable.ShouldBeTrue();

        await world.Discord.RecoverAsync();
        wire.AfterPost = null;
        world.Clock.Advance(PastTheLeaseAndTheNonce);
        var again = await world.DropAsync(attempt: 2, athletes: athlete);
        await world.SendAsync();
        await AssertOneAsync(world, athlete, again);
    }

    [Fact]
    public async Task A_sender_that_outlives_its_claim_writes_nothing_and_posts_nothing_twice()
    {
        var wire = new Wire();
        await using var slow = await World.StartAsync(servers, configure: wire.Install);
        await using var quick = await World.StartAsync(servers, beside: slow);
        var (athlete, due) = await DueAsync(slow);
        var (posting, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        wire.BeforePost = () =>
        {
            posting.SetResult();
            return goOn.Task;
        };
        var late = slow.SendAsync();
        await posting.Task;
        slow.Clock.Advance(TimeSpan.FromMinutes(3));
        (await quick.SendAsync()).ShouldBe(1);
        goOn.SetResult();
        await late;

        (await slow.Discord.PostsAsync()).Count.ShouldBe(1);
        (await slow.StatusAsync(athlete)).ShouldBe("delivered");
        (await slow.QueryAsync<int>("SELECT attempts FROM deliveries")).ShouldBe([1]);
        await Eventually.AssertAsync(() => (slow.Service.Published<EngineRunReported>().Count + quick.Service.Published<EngineRunReported>().Count).ShouldBe(1));
        due.UserIds.ShouldBe([athlete.Id]);
    }

    [Fact]
    public async Task Replicas_share_the_work_and_each_message_goes_out_once()
    {
        await using var one = await World.StartAsync(servers);
        await using var two = await World.StartAsync(servers, beside: one);
        var athletes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => one.AddAthleteAsync()));
        await Task.WhenAll(athletes.Select(a => one.GiveWorkoutAsync(a)));
        await one.DropAsync(athletes: athletes);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => (i % 2 == 0 ? one : two).SendAsync()));

        for (var round = 0; round < 10; round++)
        {
            one.Clock.Advance(TimeSpan.FromSeconds(2));
            await Task.WhenAll(one.SendAsync(), two.SendAsync());
        }

        var posts = await one.Discord.PostsAsync();
        posts.Count.ShouldBe(20);
        posts.Select(p => p["nonce"]!.GetValue<string>()).Distinct().Count().ShouldBe(20);
        (await one.QueryAsync<string>("SELECT DISTINCT status FROM deliveries")).ShouldBe(["delivered"]);
    }

    private static async Task<(Athlete, EngineDue)> DueAsync(World world)
    {
        var athlete = await world.AddAthleteAsync();
        await world.GiveWorkoutAsync(athlete);
        return (athlete, await world.DropAsync(athletes: athlete));
    }

    private static async Task AssertOneAsync(World world, Athlete athlete, EngineDue due)
    {
        (await world.StatusAsync(athlete)).ShouldBe("delivered");
        var post = (await world.Discord.PostsAsync()).ShouldHaveSingleItem();
        (await world.QueryAsync<string>("SELECT message_id FROM deliveries")).ShouldBe([post["id"]!.GetValue<string>()]);
        var report = await world.ReportAsync(due);
        report.Completed.ShouldBe([athlete.Id]);
        report.Failed.ShouldBeEmpty();
    }
}
