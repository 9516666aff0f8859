extern alias pushsimulator;

using System.Text.Json;
using Platform.Delivery.Channels.WebPush;
using pushsimulator::Platform.WebPushSimulator;

namespace Platform.Delivery.Tests.WebPush;

/// <summary>One message to all browsers of a person.</summary>
public sealed class DeliveryToBrowsersTests
{
    private static readonly DateTimeOffset Soon = new(2026, 11, 22, 1, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Late = Soon.AddHours(1);
    private readonly FakeClock _clock = new();
    private readonly VapidKey _key = VapidKey.Create();

    public static TheoryData<string, string> Sums => new()
    {
        { "", "AllGone" },
        { "gone gone", "AllGone" },
        { "gone accepted", "Accepted" },
        { "unclear limited accepted refused", "Accepted" },
        { "limited unclear gone", "Failed unclear" },
        { "failed late soon refused", "Limited 01:00" },
        { "refused failed gone", "Failed" },
        { "gone refused", "Refused" },
        { "too-large gone", "Refused" },
    };

    [Theory]
    [MemberData(nameof(Sums))]
    public void One_browser_is_enough_and_as_long_as_one_may_get_it_it_is_tried_again(string answers, string outcome) =>
        Tell(PushDelivery.Sum([.. answers.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Answer)])).ShouldBe(outcome);

    [Fact]
    public async Task All_browsers_of_a_person_get_it_and_those_that_are_gone_are_named()
    {
        await using var server = await PushServer.StartAsync(clock: _clock);
        var (one, two, gone) = (await Browser.SubscribeAsync(server), await Browser.SubscribeAsync(server), await Browser.SubscribeAsync(server));
        await gone.UnsubscribeAsync();
        PushSubscription[] subscriptions = [one.For(_key), gone.For(_key), two.For(_key)];

        var result = await Delivery().SendAsync(subscriptions, Note(Guid.CreateVersion7(), "Push day"), default);

        result.Outcome.ShouldBe(new PushOutcome.Accepted());
        result.AcceptedBy.ShouldBe([subscriptions[0].Id, subscriptions[2].Id]);
        result.GoneIds.ShouldBe([subscriptions[1].Id]);
        (await one.NotificationsAsync()).ShouldHaveSingleItem()["title"]!.GetValue<string>().ShouldBe("Push day");
        (await two.NotificationsAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_message_sent_twice_shows_as_one_notification()
    {
        await using var server = await PushServer.StartAsync(clock: _clock);
        var browser = await Browser.SubscribeAsync(server);
        var subscription = browser.For(_key);
        var (delivery, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());

        await Delivery().SendAsync([subscription], Note(delivery, "Push day"), default);
        await Delivery().SendAsync([subscription], Note(delivery, "Push day"), default);
        await Delivery().SendAsync([subscription], Note(other, "Lunch"), default);

        (await browser.NotificationsAsync()).Select(n => $"{n["title"]} {n["times"]}").ShouldBe(["Push day 2", "Lunch 1"]);
        await browser.GoAsync(online: false);
        await Delivery().SendAsync([subscription], Note(delivery, "Push day"), default);
        await Delivery().SendAsync([subscription], Note(delivery, "Push day, corrected"), default);
        await browser.GoAsync(online: true);
        (await browser.MessagesAsync()).Count.ShouldBe(4, "of two with the same topic the later was kept");
        (await browser.NotificationsAsync()).Select(n => n["title"]!.GetValue<string>()).ShouldBe(["Lunch", "Push day, corrected"]);
    }

    private PushDelivery Delivery() => new(PushServers.Client(_clock, _key));

    private static PushMessage Note(Guid delivery, string title)
    {
        var topic = PushOptions.TopicOf(delivery);
        return new(JsonSerializer.SerializeToUtf8Bytes(new { title, tag = topic }), new(TimeSpan.FromHours(1), PushUrgency.Normal, topic));
    }

    private static PushAnswer Answer(string name) => name switch
    {
        "accepted" => new PushAnswer.Accepted(),
        "gone" => new PushAnswer.Gone(),
        "too-large" => new PushAnswer.TooLarge(),
        "limited" or "soon" => new PushAnswer.Limited(Soon),
        "late" => new PushAnswer.Limited(Late),
        "refused" => new PushAnswer.Refused("r"),
        "failed" => new PushAnswer.Failed("f", false),
        _ => new PushAnswer.Failed("u", true),
    };

    private static string Tell(PushOutcome outcome) => outcome switch
    {
        PushOutcome.Failed failed => failed.Unclear ? "Failed unclear" : "Failed",
        PushOutcome.Limited limited => $"Limited {limited.Until:HH:mm}",
        _ => outcome.GetType().Name,
    };
}
