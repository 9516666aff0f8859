namespace Platform.Delivery.Tests.Crash;

/// <summary>The crash matrix up to Discord's answer: killed before, during and after the request, and started again.</summary>
public sealed class KilledWhileSendingTests(CrashSite site) : IClassFixture<CrashSite>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Before_a_channel_is_open(bool nonceIsRemembered)
    {
        var athlete = await site.AddAthleteAsync();
        var held = site.ToDiscord.HoldAnswer(Points.OpensChannel);
        var due = await site.DropAsync(athlete);
        await held.ReachedAsync();

        await site.KillAsync();
        held.Drop();
        (await site.PostsAsync(athlete)).ShouldBeEmpty();
        (await site.RowsAsync(athlete)).ShouldBe([new(0, "sending", null, null)]);
        await site.RestartAsync(nonceIsRemembered);
        await site.ShouldHaveDeliveredOnceAsync(athlete, due);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_the_channel_was_written_down_and_before_anything_was_posted(bool nonceIsRemembered)
    {
        var athlete = await site.AddAthleteAsync();
        var opened = site.ToDiscord.HoldAnswer(Points.OpensChannel);
        var due = await site.DropAsync(athlete);
        await opened.ReachedAsync();
        // The next commit happens, and the sender does not hear of it.
        var committed = site.ToDatabase.HoldToClient(from: Points.Bytes("COMMIT"));
        opened.Release();
        await site.BecomesAsync("SELECT channel_id IS NOT NULL FROM deliveries WHERE user_id = @Id", athlete, true);

        await site.KillAsync();
        committed.Drop();
        (await site.PostsAsync(athlete)).ShouldBeEmpty();
        await site.RestartAsync(nonceIsRemembered);
        await site.ShouldHaveDeliveredOnceAsync(athlete, due);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task While_the_message_is_on_the_wire_which_loses_it(bool nonceIsRemembered)
    {
        var athlete = await site.AddAthleteAsync();
        var held = site.ToDiscord.HoldRequest(Points.PostsMessage);
        var due = await site.DropAsync(athlete);
        await held.ReachedAsync();

        await site.KillAsync();
        held.Drop();
        (await site.PostsAsync(athlete)).ShouldBeEmpty();
        await site.RestartAsync(nonceIsRemembered);
        await site.ShouldHaveDeliveredOnceAsync(athlete, due);
    }

    // It arrives before the claim is taken over. Later it cannot: a claim is taken over when its lease has run out, a
    // message is posted only while more of the lease is left than Discord:RequestTimeout, and a request that is older than
    // that is no longer on its way.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task While_the_message_is_on_the_wire_where_it_arrives_late(bool nonceIsRemembered)
    {
        var athlete = await site.AddAthleteAsync();
        var held = site.ToDiscord.HoldRequest(Points.PostsMessage);
        var due = await site.DropAsync(athlete);
        await held.ReachedAsync();

        await site.KillAsync();
        (await site.PostsAsync(athlete)).ShouldBeEmpty();
        held.Release();
        (await held.ArrivedAsync()).Status.ShouldBe(200);
        await site.RestartAsync(nonceIsRemembered);
        await site.ShouldHaveDeliveredOnceAsync(athlete, due);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_Discord_stored_the_message_and_before_it_answered(bool nonceIsRemembered)
    {
        var athlete = await site.AddAthleteAsync();
        var held = site.ToDiscord.HoldAnswer(Points.PostsMessage);
        var due = await site.DropAsync(athlete);
        await held.ReachedAsync();

        await site.KillAsync();
        held.Drop();
        (await site.PostsAsync(athlete)).Count.ShouldBe(1);
        (await site.RowsAsync(athlete)).ShouldHaveSingleItem().Status.ShouldBe("sending");
        await site.RestartAsync(nonceIsRemembered);
        await site.ShouldHaveDeliveredOnceAsync(athlete, due);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task And_once_more_while_the_next_life_looks_for_the_message(bool nonceIsRemembered)
    {
        var athlete = await site.AddAthleteAsync();
        var stored = site.ToDiscord.HoldAnswer(Points.PostsMessage);
        var due = await site.DropAsync(athlete);
        await stored.ReachedAsync();
        await site.KillAsync();
        stored.Drop();
        var found = site.ToDiscord.HoldAnswer(Points.Looks);
        await site.RestartAsync(nonceIsRemembered);
        await found.ReachedAsync();

        await site.KillAsync();
        found.Drop();
        (await site.RowsAsync(athlete)).ShouldHaveSingleItem().Status.ShouldBe("sending");
        await site.RestartAsync(nonceIsRemembered);
        await site.ShouldHaveDeliveredOnceAsync(athlete, due);
    }
}
