namespace Platform.Delivery.Tests.Crash;

/// <summary>The crash matrix at the broker: killed when what is due was written down and not yet acknowledged.</summary>
public sealed class KilledWhileAcknowledgingTests(CrashSite site) : IClassFixture<CrashSite>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Before_anything_was_sent(bool nonceIsRemembered)
    {
        var athlete = await site.AddAthleteAsync();
        var sending = site.ToDiscord.HoldRequest(Points.OpensChannel);
        var acknowledgement = site.ToBroker.HoldToServer();
        var due = await site.DropAsync(athlete);
        await sending.ReachedAsync();
        await acknowledgement.ShouldHoldAsync(Points.Acknowledgement);

        await site.KillAsync();
        sending.Drop();
        acknowledgement.Drop();
        await ShouldBeRedeliveredAsync();
        await site.RestartAsync(nonceIsRemembered);
        await site.ShouldHaveDeliveredOnceAsync(athlete, due);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_the_message_was_delivered(bool nonceIsRemembered)
    {
        var athlete = await site.AddAthleteAsync();
        var acknowledgement = site.ToBroker.HoldToServer();
        var due = await site.DropAsync(athlete);
        await site.StatusBecomesAsync(athlete, "delivered");
        await acknowledgement.ShouldHoldAsync(Points.Acknowledgement);

        await site.KillAsync();
        acknowledgement.Drop();
        await ShouldBeRedeliveredAsync();
        await site.RestartAsync(nonceIsRemembered);
        await site.ShouldHaveDeliveredOnceAsync(athlete, due);
    }

    private Task ShouldBeRedeliveredAsync() =>
        Eventually.AssertAsync(async () => (await site.QueuedAsync()).ShouldBeGreaterThan(0, "the broker hands it out again"));
}
