using Npgsql;
using Platform.Contracts.Scheduler;
using Platform.Testing;

namespace Platform.ServiceDefaults.Tests;

public sealed class MessagingTests(Servers servers)
{
    [Fact]
    public async Task The_same_message_twice_has_one_effect_and_one_answer()
    {
        await using var bus = await BusAsync();
        await using var service = await TestService.StartAsync(servers, bus.Address);
        var id = Guid.CreateVersion7();

        await bus.Seat.PublishAsync(Run("training"), id);
        await bus.Seat.PublishAsync(Run("training"), id);
        await bus.Seat.PublishAsync(Run("training"));

        await Eventually.AssertAsync(async () => (await service.TallyAsync("runs")).ShouldBe(2));
        await Eventually.AssertAsync(async () => (await service.WaitingInOutboxAsync()).ShouldBe(0));
        bus.Seat.Published<EngineRunReported>().Count.ShouldBe(2);
    }

    [Fact]
    public async Task Two_replicas_share_the_messages_without_doubling_one()
    {
        await using var bus = await BusAsync();
        await using var one = await TestService.StartAsync(servers, bus.Address);
        await using var two = await TestService.StartAsync(servers, bus.Address, one.ConnectionString);
        var messages = Enumerable.Range(0, 50).Select(_ => (Run("training"), Guid.CreateVersion7())).ToList();

        await Task.WhenAll(messages.Concat(messages).Select(m => bus.Seat.PublishAsync(m.Item1, m.Item2)));

        await Eventually.AssertAsync(async () => (await one.TallyAsync("runs")).ShouldBe(50));
        await Eventually.AssertAsync(() => bus.Seat.Published<EngineRunReported>().Count.ShouldBe(50));
    }

    [Fact]
    public async Task What_a_failing_handler_wrote_and_published_is_gone_and_its_message_lies_in_the_error_queue()
    {
        await using var bus = await BusAsync();
        await using var service = await TestService.StartAsync(servers, bus.Address);

        await bus.Seat.PublishAsync(Run("poison"));
        await bus.Seat.PublishAsync(Run("training"));

        await Eventually.AssertAsync(async () => (await service.TallyAsync("runs")).ShouldBe(1));
        await Eventually.AssertAsync(async () => (await Servers.QueueLengthAsync(bus.Address, "test-count-runs_error")).ShouldBe(1));
        bus.Seat.Published<EngineRunReported>().ShouldHaveSingleItem().Engine.ShouldBe("training");
    }

    [Fact]
    public async Task A_batch_is_one_transaction_and_one_bad_message_in_it_stops_no_other()
    {
        await using var bus = await BusAsync();
        await using var service = await TestService.StartAsync(servers, bus.Address);

        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => bus.Seat.PublishAsync(Card(i == 30 ? "poison" : "invalid_time_zone"))));

        await Eventually.AssertAsync(async () => (await service.TallyAsync("cards")).ShouldBe(59));
        (await service.TallyAsync("batches")).ShouldBeLessThanOrEqualTo(59);
    }

    [Fact]
    public async Task A_row_that_a_crashed_process_left_is_relayed_by_the_next()
    {
        await using var bus = await BusAsync();
        var database = await servers.CreateDatabaseAsync(typeof(TestService).Assembly);
        await WriteOutboxRowAsync(database, Guid.CreateVersion7(), Run("left-behind"));

        await using var service = await TestService.StartAsync(servers, bus.Address, database);

        await Eventually.AssertAsync(() => bus.Seat.Published<EngineDue>().ShouldHaveSingleItem().Engine.ShouldBe("left-behind"));
        await Eventually.AssertAsync(async () => (await service.WaitingInOutboxAsync()).ShouldBe(0));
    }

    [Fact]
    public async Task A_crash_between_publish_and_delete_doubles_no_effect()
    {
        await using var bus = await BusAsync();
        await using var service = await TestService.StartAsync(servers, bus.Address);
        var id = Guid.CreateVersion7();
        await bus.Seat.PublishAsync(Run("training"), id);
        await Eventually.AssertAsync(async () => (await service.TallyAsync("runs")).ShouldBe(1));

        await WriteOutboxRowAsync(service.ConnectionString, id, Run("training"));

        await Eventually.AssertAsync(() => bus.Seat.Published<EngineDue>().Count.ShouldBe(2));
        await Eventually.AssertAsync(async () => (await service.WaitingInOutboxAsync()).ShouldBe(0));
        await bus.Seat.PublishAsync(Run("after"));
        await Eventually.AssertAsync(() => bus.Seat.Published<EngineRunReported>().ShouldContain(r => r.Engine == "after"));
        (await service.TallyAsync("runs")).ShouldBe(2);
    }

    [Fact]
    public async Task A_row_that_this_version_cannot_read_is_parked_and_holds_up_no_other()
    {
        await using var bus = await BusAsync();
        await using var service = await TestService.StartAsync(servers, bus.Address);
        await using var source = NpgsqlDataSource.Create(service.ConnectionString);
        await using var command = source.CreateCommand(
            "INSERT INTO outbox (id, type, body) VALUES ('00000000-0000-7000-8000-000000000001', 'Platform.Contracts.Gone', '{}'), "
            + "('00000000-0000-7000-8000-000000000002', 'Platform.Contracts.Scheduler.EngineDue', '{\"runId\": 5}')");
        await command.ExecuteNonQueryAsync();

        await bus.Seat.PublishAsync(Run("training"));

        await Eventually.AssertAsync(() => bus.Seat.Published<EngineRunReported>().ShouldHaveSingleItem());
        await Eventually.AssertAsync(async () =>
        {
            await using var work = await service.Database.BeginAsync(default);
            (await work.QueryAsync<string>("SELECT parked_reason FROM outbox")).ShouldBe(["unknown contract", "unknown contract"]);
        });
    }

    private static EngineDue Run(string engine) => new(
        Tasks.DropTraining, engine, Guid.CreateVersion7(), new(2026, 11, 22), new(2026, 11, 22, 7, 0, 0, TimeSpan.Zero), 1, [Guid.CreateVersion7()]);

    private static RaiseJobCard Card(string kind) =>
        new(Guid.CreateVersion7(), kind, "Mars/Olympus", "The zone is not known.", new(2026, 11, 22, 7, 0, 0, TimeSpan.Zero));

    private static async Task WriteOutboxRowAsync(string database, Guid id, EngineDue message)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand("INSERT INTO outbox (id, type, body) VALUES ($1, $2, $3)");
        command.Parameters.Add(new() { Value = id });
        command.Parameters.Add(new() { Value = typeof(EngineDue).FullName! });
        command.Parameters.Add(new() { Value = System.Text.Json.JsonSerializer.Serialize(message, System.Text.Json.JsonSerializerOptions.Web) });
        await command.ExecuteNonQueryAsync();
    }

    private async Task<BusSeat> BusAsync()
    {
        var address = await servers.CreateBrokerAsync();
        return new BusSeat(address, await Broker.ConnectAsync(address));
    }

    private sealed record BusSeat(string Address, Broker Seat) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Seat.DisposeAsync();
    }
}
