using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Platform.Contracts.Scheduler;
using Platform.Scheduler.Features.Queues;
using Platform.Testing;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Platform.Scheduler.Tests;

public sealed class QueueTests(Servers servers)
{
    private const string Queues = "/api/scheduler/queues";
    private const string Cards = "scheduler-on-raise-job-card";

    private Dictionary<string, string?> Managed => new() { ["Broker:Management"] = servers.Running.Management.ToString() };

    [Fact]
    public async Task What_a_handler_refused_is_seen_with_its_fault_and_put_back_is_handled_once_however_often()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers, Managed);
        await using var seat = await BrokerSeat.TakeAsync(scheduler.BrokerUri);
        using var duplicates = new Duplicates(scheduler.Host.Services);
        var id = Guid.CreateVersion7();
        await QueryAsync<int>(scheduler, "ALTER TABLE job_cards RENAME TO out_of_reach");
        await scheduler.Host.PublishAsync(
            new RaiseJobCard(Guid.CreateVersion7(), "invalid_zone", "Mars/Olympus", "A knee that hurts.", scheduler.Clock.GetUtcNow()), id);

        var error = await Eventually.BecomesAsync(
            async () => (await ListAsync(scheduler, "?errors=true")).SingleOrDefault(), found => found is not null, TimeSpan.FromSeconds(60));
        (error!.Name, error.Origin, error.IsError, error.Ready).ShouldBe(($"{Cards}_error", Cards, true, 1));

        var told = await scheduler.Operator.GetStringAsync($"{Queues}/{error.Name}/messages");
        told.ShouldNotContain("knee");
        told.ShouldNotContain("Mars");
        var message = JsonSerializer.Deserialize<QueueContent>(told, RunningScheduler.Json)!.Items.ShouldHaveSingleItem();
        message.MessageId.ShouldBe(id.ToString());
        message.Type.ShouldBe(typeof(RaiseJobCard).FullName);
        message.Exception.ShouldBe(typeof(PostgresException).FullName);
        message.Fault!.ShouldContain("\"job_cards\" does not exist");
        message.FailedAt.ShouldNotBeNull();

        await QueryAsync<int>(scheduler, "ALTER TABLE out_of_reach RENAME TO job_cards");
        await seat.CopyAsync(error.Name);
        (await RequeueAsync(scheduler, error.Name)).ShouldBe(new RequeueAnswer(error.Name, Cards, Moved: 1, Left: 0));
        await Eventually.AssertAsync(async () => (await QueryAsync<Guid>(scheduler, "SELECT id FROM job_cards")).ShouldHaveSingleItem());

        // Closed, the card would be raised again by a message that is not known. A crash between publishing and
        // acknowledging leaves such a copy.
        await QueryAsync<int>(scheduler, "UPDATE job_cards SET status = 'resolved', resolved_at = now(), resolved_by = gen_random_uuid()");
        for (var copy = 1; copy <= 2; copy++)
        {
            await seat.PutAgainAsync(error.Name);
            (await RequeueAsync(scheduler, error.Name)).Moved.ShouldBe(1);
            await Eventually.AssertAsync(() => duplicates.Count.ShouldBe(copy));
        }

        (await QueryAsync<string>(scheduler, "SELECT status::text FROM job_cards")).ShouldBe(["resolved"]);
        (await ListAsync(scheduler, "?errors=true")).ShouldBeEmpty();
        (await QueryAsync<string>(scheduler, "SELECT action || ' ' || subject || ' ' || (after ->> 'moved') FROM audit"))
            .ShouldBe(Enumerable.Repeat($"queue_requeued {Cards}_error 1", 3));
    }

    [Fact]
    public async Task Messages_go_back_with_their_ids_and_headers_as_many_as_asked_for_and_without_the_management_api()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        await using var seat = await BrokerSeat.TakeAsync(scheduler.BrokerUri);
        await seat.DeclareAsync("probe", "probe_error");
        await seat.PutAsync("probe_error", 120);

        (await RequeueAsync(scheduler, "probe_error", limit: 70)).ShouldBe(new RequeueAnswer("probe_error", "probe", Moved: 70, Left: 50));
        (await DepthAsync(scheduler, "probe_error")).ShouldBe(new QueueView("probe_error", 50, null, 0, IsError: true, "probe"));
        (await RequeueAsync(scheduler, "probe_error")).ShouldBe(new RequeueAnswer("probe_error", "probe", Moved: 50, Left: 0));
        (await RequeueAsync(scheduler, "probe_error")).ShouldBe(new RequeueAnswer("probe_error", "probe", Moved: 0, Left: 0));

        var moved = await seat.EmptyAsync("probe");
        moved.Select(message => message.BasicProperties.MessageId).ShouldBe(Enumerable.Range(0, 120).Select(i => $"message-{i}"), ignoreOrder: true);
        moved.ShouldAllBe(message => message.BasicProperties.Persistent && message.BasicProperties.ContentType == BrokerSeat.ContentType);
        moved.ShouldAllBe(message => Encoding.UTF8.GetString((byte[])message.BasicProperties.Headers!["own"]!) == "kept");
        (await QueryAsync<long>(scheduler, "SELECT count(*) FROM audit")).ShouldBe([2L]);
    }

    [Fact]
    public async Task A_look_takes_nothing_away_however_often()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        await using var seat = await BrokerSeat.TakeAsync(scheduler.BrokerUri);
        await seat.DeclareAsync("probe_error");
        await seat.PutAsync("probe_error", 3);

        // More often than a quorum queue lets a message be put back.
        for (var look = 0; look < 2 * BrokerSeat.DeliveryLimit; look++)
        {
            var content = await scheduler.Operator.GetFromJsonAsync<QueueContent>($"{Queues}/probe_error/messages?limit=2", RunningScheduler.Json);
            (content!.Ready, content.Items.Count).ShouldBe((3, 2));
        }

        (await seat.EmptyAsync("probe_error")).Select(message => message.BasicProperties.MessageId)
            .ShouldBe(["message-0", "message-1", "message-2"], ignoreOrder: true);
    }

    [Fact]
    public async Task What_cannot_be_put_back_is_refused_and_lies_where_it_lay()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        await using var seat = await BrokerSeat.TakeAsync(scheduler.BrokerUri);
        await seat.DeclareAsync("orphan_error");
        await seat.PutAsync("orphan_error", 1);

        foreach (var (path, status, words) in ((string, HttpStatusCode, string)[])
            [
                ($"{Cards}/requeue", HttpStatusCode.BadRequest, "ends in _error"),
                ("_error/requeue", HttpStatusCode.BadRequest, "ends in _error"),
                ("unknown_error/requeue", HttpStatusCode.NotFound, "no such queue"),
                ("orphan_error/requeue", HttpStatusCode.Conflict, "The queue orphan does not exist"),
            ])
        {
            await ShouldRefuseAsync(await scheduler.Operator.PostAsJsonAsync($"{Queues}/{path}", new { }), status, words);
        }

        foreach (var (path, status, words) in ((string, HttpStatusCode, string)[])
            [
                ($"/{Cards}/messages", HttpStatusCode.BadRequest, "ends in _error"),
                ("/unknown_error/messages", HttpStatusCode.NotFound, "no such queue"),
                ("/orphan_error/messages?limit=101", HttpStatusCode.BadRequest, "limit"),
                ("/unknown", HttpStatusCode.NotFound, "no such queue"),
                ("?errors=perhaps", HttpStatusCode.BadRequest, "errors"),
            ])
        {
            await ShouldRefuseAsync(await scheduler.Operator.GetAsync($"{Queues}{path}"), status, words);
        }

        var both = await scheduler.Operator.PostAsJsonAsync($"{Queues}/{Cards}/requeue", new { limit = 1001 });
        await ShouldRefuseAsync(both, HttpStatusCode.BadRequest, "1 to 1000");
        (await both.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateArray()
            .Select(fault => fault.GetProperty("field").GetString()).ShouldBe(["name", "limit"]);
        (await DepthAsync(scheduler, "orphan_error")).Ready.ShouldBe(1);
        (await QueryAsync<long>(scheduler, "SELECT count(*) FROM audit")).ShouldBe([0L]);
    }

    [Fact]
    public async Task A_message_whose_queue_vanishes_on_the_way_is_not_acknowledged()
    {
        var address = await servers.CreateBrokerAsync();
        await using var seat = await BrokerSeat.TakeAsync(address);
        await seat.DeclareAsync("orphan_error");
        await seat.PutAsync("orphan_error", 2);
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:rabbitmq", address)]).Build();
        await using (var session = await new Scheduler.Features.Queues.Broker(settings).OpenAsync(default))
        {
            await using var taken = await TakenMessages.FromAsync(session, "orphan_error", most: 5, default);
            taken.Messages.Count.ShouldBe(2);

            var (moved, failure) = await taken.MoveAsync("orphan", default);

            moved.ShouldBe(0);
            failure.ShouldBeOfType<PublishException>().IsReturn.ShouldBeTrue();
        }

        await Eventually.AssertAsync(async () => (await seat.Channel.MessageCountAsync("orphan_error")).ShouldBe(2u));
    }

    [Fact]
    public async Task All_queues_are_listed_with_what_waits_and_who_takes_it()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers, Managed);
        await using var seat = await BrokerSeat.TakeAsync(scheduler.BrokerUri);
        await seat.DeclareAsync("probe", "probe_error", "empty_error");
        await seat.PutAsync("probe", 2);
        await seat.PutAsync("probe_error", 1);

        var all = (await ListAsync(scheduler, "")).ToDictionary(queue => queue.Name);

        (all["probe"].Ready, all["probe"].IsError, all["probe"].Consumers).ShouldBe((2, false, 0));
        (all["probe_error"].Ready, all["probe_error"].Origin).ShouldBe((1, "probe"));
        all["empty_error"].Ready.ShouldBe(0);
        (all[Cards].Consumers, all[Cards].IsError, all[Cards].Origin).ShouldBe((1, false, null));
        (await ListAsync(scheduler, "?errors=true")).Select(queue => queue.Name).ShouldBe(["probe_error"]);
    }

    [Fact]
    public async Task A_list_that_cannot_be_had_is_a_problem_that_names_the_setting_and_no_password()
    {
        var management = servers.Running.Management;
        foreach (var (setting, status, words) in ((string?, HttpStatusCode, string)[])
            [
                (null, HttpStatusCode.Conflict, "set Broker:Management"),
                ("http://127.0.0.1:1", HttpStatusCode.ServiceUnavailable, "does not answer at Broker:Management"),
                ($"http://nobody:hunter2@{management.Authority}", HttpStatusCode.ServiceUnavailable, "refuses the user"),
            ])
        {
            await using var scheduler = await RunningScheduler.StartAsync(servers, new() { ["Broker:Management"] = setting });

            var answer = await scheduler.Operator.GetAsync(Queues);

            await ShouldRefuseAsync(answer, status, words);
            (await answer.Content.ReadAsStringAsync()).ShouldNotContain("hunter2");
        }
    }

    [Fact]
    public async Task Only_operators_see_and_move_what_lies_in_the_broker()
    {
        await using var scheduler = await RunningScheduler.StartAsync(servers);
        using var anonymous = scheduler.Host.Anonymous;
        foreach (var (client, status) in ((HttpClient, HttpStatusCode)[])
            [
                (anonymous, HttpStatusCode.Unauthorized),
                (scheduler.Host.ClientFor(Guid.CreateVersion7(), "athlete", "coach"), HttpStatusCode.Forbidden),
            ])
        {
            foreach (var path in (string[])["", $"/{Cards}", $"/{Cards}_error/messages"])
            {
                (await client.GetAsync($"{Queues}{path}")).StatusCode.ShouldBe(status, path);
            }

            (await client.PostAsJsonAsync($"{Queues}/{Cards}_error/requeue", new { })).StatusCode.ShouldBe(status);
        }
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("http://localhost:15672", true)]
    [InlineData("https://watcher:secret@broker.example/rabbit/", true)]
    [InlineData("localhost:15672", false)]
    [InlineData("amqp://localhost", false)]
    public void The_address_of_the_management_api_is_an_address_of_the_web(string setting, bool sound) =>
        new BrokerOptions { Management = setting }.IsSound.ShouldBe(sound);

    private static async Task<IReadOnlyList<QueueView>> ListAsync(RunningScheduler scheduler, string query) =>
        (await scheduler.Operator.GetFromJsonAsync<QueueList>($"{Queues}{query}", RunningScheduler.Json))!.Queues;

    private static async Task<QueueView> DepthAsync(RunningScheduler scheduler, string queue) =>
        (await scheduler.Operator.GetFromJsonAsync<QueueView>($"{Queues}/{queue}", RunningScheduler.Json))!;

    private static async Task<RequeueAnswer> RequeueAsync(RunningScheduler scheduler, string queue, int? limit = null)
    {
        var answer = await scheduler.Operator.PostAsJsonAsync($"{Queues}/{queue}/requeue", new { limit });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<RequeueAnswer>(RunningScheduler.Json))!;
    }

    private static async Task ShouldRefuseAsync(HttpResponseMessage answer, HttpStatusCode status, string words)
    {
        var body = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(status, $"{answer.RequestMessage!.RequestUri} {body}");
        JsonSerializer.Deserialize<JsonElement>(body).GetProperty("detail").GetString()!.ShouldContain(words);
    }

    // As the owner, who may change tables.
    private static async Task<List<T>> QueryAsync<T>(RunningScheduler scheduler, string sql)
    {
        await using var source = NpgsqlDataSource.Create(scheduler.Host.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        List<T> rows = [];
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetFieldValue<T>(0));
        }

        return rows;
    }

    /// <summary>Counts what the inbox of this service stops.</summary>
    private sealed class Duplicates : IDisposable
    {
        private readonly MeterListener _listener = new();
        private long _count;

        public Duplicates(IServiceProvider service)
        {
            var meters = service.GetRequiredService<IMeterFactory>();
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "inbox.duplicates" && instrument.Meter.Scope == meters)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((_, count, _, _) => Interlocked.Add(ref _count, count));
            _listener.Start();
        }

        public long Count => Interlocked.Read(ref _count);

        public void Dispose() => _listener.Dispose();
    }
}
