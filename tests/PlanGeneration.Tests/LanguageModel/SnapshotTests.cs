using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.PlanGeneration.LanguageModel;

namespace Platform.PlanGeneration.Tests.LanguageModel;

public sealed class SnapshotTests(ModelDatabase database) : IClassFixture<ModelDatabase>
{
    [Fact]
    public async Task Contexts_are_forgotten_when_their_time_is_over()
    {
        await using var world = await database.StartAsync();
        await world.RunAsync();
        var old = (await world.SnapshotsAsync()).Single().Id;
        world.Clock.Advance(TimeSpan.FromDays(29));
        await world.RunAsync();
        var forget = new ForgetTalk(
            database.Database, Microsoft.Extensions.Options.Options.Create(world.Options), world.Clock, NullLogger<ForgetTalk>.Instance);

        await forget.RunOnceAsync(world.Clock.GetUtcNow(), CancellationToken.None);
        (await world.SnapshotsAsync()).Count.ShouldBe(2);

        await forget.RunOnceAsync(world.Clock.GetUtcNow().AddDays(2), CancellationToken.None);
        (await world.SnapshotsAsync()).ShouldHaveSingleItem().Id.ShouldNotBe(old);
    }

    [Fact]
    public async Task More_contexts_than_one_batch_holds_are_forgotten_in_one_go()
    {
        await using var world = await database.StartAsync();
        await using (var work = await database.Database.BeginForAsync(world.Athlete, CancellationToken.None))
        {
            await work.ExecuteAsync(
                """
                INSERT INTO training_ai_context_snapshots (id, user_id, context_type, context_data, outcome, attempts, created_at)
                SELECT gen_random_uuid(), @Athlete, 'chat', '{}', 'answered', 1, @created FROM generate_series(1, 1100)
                """, new { world.Athlete, created = world.Clock.GetUtcNow().AddDays(-100) });
            await work.CommitAsync(CancellationToken.None);
        }

        var forget = database.Service.Host.Services.GetRequiredService<ForgetTalk>();
        (await forget.RunOnceAsync(world.Clock.GetUtcNow(), CancellationToken.None)).ShouldBeGreaterThanOrEqualTo(1100);
        (await world.SnapshotsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_context_is_tied_to_what_was_made_of_it_and_seen_by_its_owner_only()
    {
        await using var world = await database.StartAsync();
        var snapshot = (await world.RunAsync()).Provenance!.SnapshotId;
        var session = Guid.CreateVersion7();
        await using (var work = await database.Database.BeginForAsync(world.Athlete, CancellationToken.None))
        {
            await Snapshots.AttachAsync(work, world.Athlete, snapshot, session, CancellationToken.None);
            await work.CommitAsync(CancellationToken.None);
        }

        await using var other = await database.Database.BeginForAsync(Guid.CreateVersion7(), CancellationToken.None);
        (await other.QueryAsync<Guid>("SELECT id FROM training_ai_context_snapshots")).ShouldBeEmpty();
        (await other.QueryAsync<Guid>("SELECT user_id FROM model_usage")).ShouldBeEmpty();
        await using var own = await database.Database.BeginForAsync(world.Athlete, CancellationToken.None);
        (await own.QueryAsync<Guid?>("SELECT session_id FROM training_ai_context_snapshots")).ShouldBe([session]);
    }
}
