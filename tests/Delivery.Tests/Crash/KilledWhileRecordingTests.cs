using Platform.Contracts.Delivery;

namespace Platform.Delivery.Tests.Crash;

/// <summary>The crash matrix after Discord's answer: killed around the commit of the outcome, and started again.</summary>
public sealed class KilledWhileRecordingTests(CrashSite site) : IClassFixture<CrashSite>
{
    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    // What had left the process arrives after its death: rolled back, or committed, but not both and not twice.
    [InlineData(true, true)]
    [InlineData(false, true)]
    public async Task After_Discord_answered_and_before_the_outcome_was_committed(bool nonceIsRemembered, bool theOutcomeArrivesLate)
    {
        var athlete = await site.AddAthleteAsync();
        var answer = site.ToDiscord.HoldAnswer(Points.PostsMessage);
        var due = await site.DropAsync(athlete);
        var messageId = Points.IdIn(await answer.ReachedAsync());
        var outcome = site.ToDatabase.HoldToServer(from: messageId);
        answer.Release();
        await outcome.ShouldHoldAsync(messageId);

        await site.KillAsync();
        (await site.RowsAsync(athlete)).ShouldHaveSingleItem().Status.ShouldBe("sending");
        (theOutcomeArrivesLate ? (Action)outcome.Release : outcome.Drop)();
        await site.RestartAsync(nonceIsRemembered);
        await site.ShouldHaveDeliveredOnceAsync(athlete, due);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_the_outcome_was_committed_and_before_it_was_told(bool nonceIsRemembered)
    {
        var athlete = await site.AddAthleteAsync();
        var answer = site.ToDiscord.HoldAnswer(Points.PostsMessage);
        var due = await site.DropAsync(athlete);
        await answer.ReachedAsync();
        var told = site.ToBroker.HoldToServer(from: Points.Publication);
        answer.Release();
        await site.StatusBecomesAsync(athlete, "delivered");
        await told.ShouldHoldAsync(Points.Publication);

        await site.KillAsync();
        told.Drop();
        site.ReportsOf(due).ShouldBeEmpty();
        await site.RestartAsync(nonceIsRemembered);
        await site.ShouldHaveDeliveredOnceAsync(athlete, due);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_it_was_told_and_before_the_broker_confirmed_that(bool nonceIsRemembered)
    {
        var athlete = await site.AddAthleteAsync();
        var answer = site.ToDiscord.HoldAnswer(Points.PostsMessage);
        var due = await site.DropAsync(athlete);
        await answer.ReachedAsync();
        var confirm = site.ToBroker.HoldToClient(from: Points.Acknowledgement);
        answer.Release();
        await Eventually.AssertAsync(() => Told().ShouldBeGreaterThan(0));

        await site.KillAsync();
        confirm.Drop();
        var toldBefore = Told();
        await site.RestartAsync(nonceIsRemembered);
        await site.ShouldHaveDeliveredOnceAsync(athlete, due);
        // Both are told, again if need be: under the same id, which a consumer's inbox knows.
        await Eventually.AssertAsync(() => Told().ShouldBe(toldBefore + 2));

        int Told() => site.ReportsOf(due).Count + site.Bus.Published<WorkoutDelivered>().Count(delivered => delivered.UserId == athlete.Id);
    }
}
