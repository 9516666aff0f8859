using Platform.Contracts.PlanGeneration;

namespace Platform.Delivery.Tests.Crash;

/// <summary>A workout in three messages or more, killed at its second: no part is there twice, and their order is kept.</summary>
public sealed class KilledBetweenPartsTests(CrashSite site) : IClassFixture<CrashSite>
{
    private static readonly WorkoutExercise[] Long = [.. Enumerable.Range(0, 45).Select(i => Workouts.Exercise($"Exercise number {i}", i))];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task While_the_second_part_is_on_the_wire_which_loses_it(bool nonceIsRemembered)
    {
        var athlete = await site.AddAthleteAsync(Long);
        var held = site.ToDiscord.HoldRequest(Points.Second(Points.PostsMessage));
        var due = await site.DropAsync(athlete);
        await held.ReachedAsync();

        await site.KillAsync();
        held.Drop();
        (await site.PostsAsync(athlete)).Count.ShouldBe(1);
        (await site.RowsAsync(athlete)).Select(row => row.Status).Take(3).ShouldBe(["delivered", "sending", "pending"]);
        await site.RestartAsync(nonceIsRemembered);
        await ShouldReadAsOneAsync(athlete, due);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task While_the_second_part_is_on_the_wire_where_it_arrives_late(bool nonceIsRemembered)
    {
        var athlete = await site.AddAthleteAsync(Long);
        var held = site.ToDiscord.HoldRequest(Points.Second(Points.PostsMessage));
        var due = await site.DropAsync(athlete);
        await held.ReachedAsync();

        await site.KillAsync();
        held.Release();
        await held.ArrivedAsync();
        await site.RestartAsync(nonceIsRemembered);
        await ShouldReadAsOneAsync(athlete, due);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_Discord_stored_the_second_part_and_before_it_answered(bool nonceIsRemembered)
    {
        var athlete = await site.AddAthleteAsync(Long);
        var held = site.ToDiscord.HoldAnswer(Points.Second(Points.PostsMessage));
        var due = await site.DropAsync(athlete);
        await held.ReachedAsync();

        await site.KillAsync();
        held.Drop();
        (await site.PostsAsync(athlete)).Count.ShouldBe(2);
        await site.RestartAsync(nonceIsRemembered);
        await ShouldReadAsOneAsync(athlete, due);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_Discord_answered_and_before_the_second_part_s_outcome_was_committed(bool nonceIsRemembered)
    {
        var athlete = await site.AddAthleteAsync(Long);
        var answer = site.ToDiscord.HoldAnswer(Points.Second(Points.PostsMessage));
        var due = await site.DropAsync(athlete);
        var messageId = Points.IdIn(await answer.ReachedAsync());
        var outcome = site.ToDatabase.HoldToServer(from: messageId);
        answer.Release();
        await outcome.ShouldHoldAsync(messageId);

        await site.KillAsync();
        outcome.Drop();
        await site.RestartAsync(nonceIsRemembered);
        await ShouldReadAsOneAsync(athlete, due);
    }

    private async Task ShouldReadAsOneAsync(Athlete athlete, Contracts.Scheduler.EngineDue due)
    {
        var parts = (await site.RowsAsync(athlete)).Count;
        parts.ShouldBeGreaterThanOrEqualTo(3);
        var posts = await site.ShouldHaveDeliveredOnceAsync(athlete, due, parts);
        posts.SelectMany(post => post.Buttons().Select(button => button.Label)).ShouldBe(Long.Select(exercise => exercise.Name));
    }
}
