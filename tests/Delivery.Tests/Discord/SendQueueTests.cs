using Platform.Delivery.Channels.Discord;
using Platform.Delivery.Channels.Discord.Limits;

namespace Platform.Delivery.Tests.DiscordChannel;

/// <summary>Who goes first while requests wait.</summary>
public sealed class SendQueueTests
{
    private readonly SendQueue _queue = new();

    [Fact]
    public void A_guild_with_ten_thousand_posts_holds_up_nobody_else()
    {
        for (var i = 0; i < 10_000; i++)
        {
            Add($"big {i}", "big", channel: $"big {i % 100}");
        }

        Add("small", "small");
        Add("direct", "person");
        Take(4).ShouldBe(["big 0", "small", "direct", "big 1"]);
    }

    [Fact]
    public void Within_a_guild_the_channels_take_turns_and_each_keeps_its_order()
    {
        Add("a1", "guild", "a");
        Add("a2", "guild", "a");
        Add("a3", "guild", "a");
        Add("b1", "guild", "b");
        Add("b2", "guild", "b");
        Take(5).ShouldBe(["a1", "b1", "a2", "b2", "a3"]);
    }

    [Fact]
    public void Look_ups_go_before_posts_and_posts_before_edits()
    {
        Add("edit", "1", priority: SendPriority.Low);
        Add("post", "2");
        Add("look", "3", priority: SendPriority.High);
        Take(3).ShouldBe(["look", "post", "edit"]);
    }

    [Theory]
    [InlineData(nameof(SendPriority.Normal))]
    [InlineData(nameof(SendPriority.Low))]
    public void What_is_passed_over_again_and_again_has_its_turn(string neglected)
    {
        for (var i = 0; i < 100; i++)
        {
            Add($"look {i}", $"{i}", priority: SendPriority.High);
            Add($"neglected {i}", $"{i}", priority: Enum.Parse<SendPriority>(neglected));
        }

        var order = Take(90);
        order.Count(o => o.StartsWith("neglected", StringComparison.Ordinal)).ShouldBe(10);
        order.IndexOf("neglected 0").ShouldBe(SendQueue.MostPassedOver);
    }

    [Fact]
    public void All_three_priorities_have_their_turns_under_load()
    {
        for (var i = 0; i < 1000; i++)
        {
            Add($"H{i}", $"{i}", priority: SendPriority.High);
            Add($"N{i}", $"{i}");
            Add($"L{i}", $"{i}", priority: SendPriority.Low);
        }

        var order = Take(1000);
        order.Count(o => o[0] == 'N').ShouldBeInRange(90, 130);
        order.Count(o => o[0] == 'L').ShouldBeInRange(90, 130);
    }

    [Fact]
    public void A_flow_that_waits_for_its_bucket_holds_up_nobody_and_keeps_its_place_in_line()
    {
        Add("a1", "guild", "a");
        Add("a2", "guild", "a");
        Add("b1", "guild", "b");
        Add("c1", "other", "c");
        List<Flow> parked = [];
        bool NotA(Flow flow)
        {
            if (flow.Route.Major == "a")
            {
                parked.Add(flow);
            }

            return flow.Route.Major != "a";
        }

        Name(_queue.Next(NotA)).ShouldBe("b1");
        Name(_queue.Next(NotA)).ShouldBe("c1");
        _queue.Next(NotA).ShouldBeNull();
        _queue.IsReady.ShouldBeFalse();
        _queue.Count.ShouldBe(2);
        _queue.Resume(parked.ShouldHaveSingleItem());
        Take(2).ShouldBe(["a1", "a2"]);
    }

    [Fact]
    public void Whoever_gives_up_is_not_served()
    {
        var first = Add("first", "lane");
        Add("second", "lane");
        var alone = Add("alone", "another");
        _queue.Remove(first);
        _queue.Remove(alone);
        _queue.Count.ShouldBe(1);
        Take(1).ShouldBe(["second"]);
        _queue.Next(_ => true).ShouldBeNull();
        Add("again", "another");
        Take(1).ShouldBe(["again"]);
    }

    private readonly Dictionary<Waiting, string> _names = [];

    private Waiting Add(string name, string lane, string? channel = null, SendPriority priority = SendPriority.Normal)
    {
        var request = new Waiting(new("POST", channel ?? lane), DiscordAtRandom.Start);
        _names[request] = name;
        _queue.Add(request, lane, priority);
        return request;
    }

    private List<string> Take(int count) => [.. Enumerable.Range(0, count).Select(_ => Name(_queue.Next(_ => true)))];

    private string Name(Waiting? request) => _names[request.ShouldNotBeNull()];
}
