using System.Collections.Concurrent;
using Platform.Contracts.Delivery;
using Platform.Standalone;
using Platform.Testing;

namespace Platform.ServiceDefaults.Tests;

/// <summary>A real service as a process, with a broker and without its database.</summary>
public sealed class OutageTests(Servers servers)
{
    private const string Nowhere = "Host=127.0.0.1;Port=1;Username=x;Password=x;Database=x";
    private const string OnlyPostgres = "waiting for PostgreSQL";
    private const string Queue = "insights-on-log-missed";

    [Fact]
    public async Task It_says_in_one_line_what_it_waits_for_and_stopped_then_leaves_its_messages_in_the_queue()
    {
        var broker = await servers.CreateBrokerAsync();
        await using var seat = await Broker.ConnectAsync(broker);
        var lines = new ConcurrentQueue<string>();
        await using var insights = ChildProcess.Start(new()
        {
            FileName = "dotnet",
            Arguments = [Checkout.Dll("services/Insights", "Insights")],
            Environment = new Dictionary<string, string?>
            {
                ["ConnectionStrings__insightsdb"] = Nowhere,
                ["ConnectionStrings__identitydb"] = Nowhere,
                ["ConnectionStrings__rabbitmq"] = broker,
            },
            OnLine = lines.Enqueue,
        });
        // For the database alone: its queues are bound by now.
        await Eventually.AssertAsync(() => lines.ShouldContain(line => line.EndsWith(OnlyPostgres, StringComparison.Ordinal)));
        await Task.WhenAll(Enumerable.Range(0, 5).Select(i => seat.PublishAsync(
            new LogMissed(Guid.CreateVersion7(), new(2026, 11, 22), "back-squat", "Back Squat", Guid.CreateVersion7(), i + 1, DateTimeOffset.UnixEpoch))));
        await Eventually.AssertAsync(async () => (await Servers.QueueLengthAsync(broker, Queue)).ShouldBe(0));

        await insights.StopAsync(TimeSpan.FromSeconds(40));

        await Eventually.AssertAsync(async () => (await Servers.QueueLengthAsync(broker, Queue)).ShouldBe(5));
        (await Servers.QueueLengthAsync(broker, $"{Queue}_error")).ShouldBe(0);
        lines.Count(line => line.EndsWith(OnlyPostgres, StringComparison.Ordinal)).ShouldBe(1);
        lines.ShouldNotContain(line => line.StartsWith("fail:", StringComparison.Ordinal), string.Join(Environment.NewLine, lines));
    }
}
