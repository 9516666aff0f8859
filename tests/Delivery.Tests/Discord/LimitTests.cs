using FsCheck;
using FsCheck.Fluent;
using Platform.Delivery.Channels.Discord;
using Platform.Delivery.Channels.Discord.Limits;

namespace Platform.Delivery.Tests.DiscordChannel;

/// <summary>Discord's limits, whatever the network does, and that they are used to their edge.</summary>
public sealed class LimitTests
{
    private static readonly Gen<Conditions> Any =
        from seed in Gen.Choose(0, int.MaxValue)
        from perSecond in Gen.Choose(1, 60)
        from limit in Gen.Choose(1, 8)
        from window in Gen.Elements(250, 1000, 2000, 4900)
        from latency in Gen.Elements(0, 1, 40, 300, 900)
        from lost in Gen.Elements(0, 0, 3, 20)
        from atOnce in Gen.Elements(true, false)
        select new Conditions(seed, perSecond, limit, TimeSpan.FromMilliseconds(window), latency, lost) { AtOnce = atOnce };

    [Fact]
    public void Discord_never_sees_more_requests_in_a_second_than_it_allows() => Holds(
        (conditions, run) => run.MostInASecond().ShouldBeLessThanOrEqualTo(conditions.PerSecond));

    [Fact]
    public void No_bucket_is_overdrawn() => Holds((_, run) => run.Overdrawn.ShouldBe(0));

    [Fact]
    public void Every_request_leaves_or_is_turned_away() => Holds((conditions, run) =>
    {
        run.StillWaiting.ShouldBe(0);
        if (conditions.LostPercent == 0)
        {
            (run.Answered + run.TurnedAway).ShouldBe(conditions.Requests + 5);
        }
    });

    [Fact]
    public void The_second_is_used_to_its_edge()
    {
        var run = DiscordAtRandom.Run(new(1, 50, 100, TimeSpan.FromSeconds(1), MostLatencyMs: 10, LostPercent: 0, TimerLatenessMs: 5)
        {
            Requests = 240, Channels = 100, AtOnce = true,
        });
        var posts = run.Arrivals.Where(a => a >= DiscordAtRandom.Start + TimeSpan.FromSeconds(30)).ToList();
        posts.Count.ShouldBe(240);
        (posts[200] - posts[0]).TotalSeconds.ShouldBeLessThan(4 / 0.95, "the fifth fifty leave four seconds after the first");
    }

    [Fact]
    public void A_bucket_is_used_to_its_edge()
    {
        var run = DiscordAtRandom.Run(new(1, 1000, 5, TimeSpan.FromSeconds(1), MostLatencyMs: 10, LostPercent: 0, TimerLatenessMs: 5)
        {
            Requests = 50, Channels = 1, AtOnce = true,
        });
        run.TurnedAway.ShouldBe(0);
        (run.Arrivals[^1] - DiscordAtRandom.Start).TotalSeconds.ShouldBeLessThan(30 + run.MostOfABucket / 5 + 0.3, "each window takes five");
    }

    [Fact]
    public void A_slot_is_held_until_a_second_after_its_answer_however_late_that_is()
    {
        var at = DiscordAtRandom.Start;
        var slots = new RequestSlots(2);
        slots.Take();
        slots.Take();
        slots.IsFree(at).ShouldBeFalse();
        slots.NextAt.ShouldBeNull("only an answer can free one");
        slots.Release(at.AddSeconds(8));
        slots.IsFree(at.AddSeconds(8.999)).ShouldBeFalse();
        slots.NextAt.ShouldBe(at.AddSeconds(9));
        slots.IsFree(at.AddSeconds(9)).ShouldBeTrue();
    }

    [Fact]
    public void Of_a_bucket_that_is_not_known_one_request_is_on_its_way_at_a_time()
    {
        var turnstile = new Turnstile(50, TimeSpan.FromSeconds(5));
        var now = DiscordAtRandom.Start;
        var requests = Enumerable.Range(0, 4).Select(_ => turnstile.Enter(new("POST", "1"), "1", SendPriority.Normal, now)).ToList();
        var elsewhere = turnstile.Enter(new("POST", "2"), "2", SendPriority.Normal, now);
        turnstile.Pass(now);
        requests.Count(r => r.Bucket is not null).ShouldBe(1);
        elsewhere.Bucket.ShouldNotBeNull("another channel counts for itself");

        turnstile.Leave(requests[0], new(200, "bucket", 3, 2, 4, TimeSpan.FromSeconds(4)), now);
        turnstile.Pass(now);
        requests.Count(r => r.Bucket is not null).ShouldBe(3, "two remained");
        turnstile.NextAt(now).ShouldBe(now.AddMilliseconds(4005));
    }

    [Fact]
    public void A_bucket_that_is_blocked_for_longer_than_anyone_may_wait_turns_requests_away_at_once()
    {
        var turnstile = new Turnstile(50, TimeSpan.FromSeconds(5));
        var now = DiscordAtRandom.Start;
        var first = turnstile.Enter(new("POST", "1"), "1", SendPriority.Normal, now);
        var second = turnstile.Enter(new("POST", "1"), "1", SendPriority.Normal, now);
        turnstile.Pass(now);
        turnstile.Leave(first, new(429, Scope: LimitScope.User, RetryAfter: TimeSpan.FromSeconds(6)), now);
        var third = turnstile.Enter(new("POST", "1"), "1", SendPriority.Normal, now);
        var other = turnstile.Enter(new("POST", "2"), "2", SendPriority.Normal, now);
        turnstile.Pass(now);
        second.Until.ShouldBe(now.AddSeconds(6));
        third.Until.ShouldBe(now.AddSeconds(6));
        other.Bucket.ShouldNotBeNull();
    }

    [Fact]
    public void What_is_known_of_channels_is_forgotten_when_it_has_passed()
    {
        var buckets = new Buckets();
        var now = DiscordAtRandom.Start;
        for (var i = 0; i < 200_000; i++)
        {
            var route = new RouteKey("POST", i.ToString());
            var bucket = buckets.Of(route, now);
            bucket.Take();
            bucket.Release();
            buckets.Learn(route, "bucket", now).Note(new(200, "bucket", 5, 4, i / 50.0, TimeSpan.FromSeconds(5)), now);
            now += TimeSpan.FromMilliseconds(20);
        }

        buckets.Count.ShouldBeLessThanOrEqualTo(10_000);
        var last = buckets.Of(new("POST", "199999"), now);
        Enumerable.Repeat(last, 4).ShouldAllBe(b => b.IsFree(now));
    }

    [Fact]
    public void Refusals_hold_everything_until_the_oldest_have_passed()
    {
        var invalid = new InvalidRequests(3);
        var now = DiscordAtRandom.Start;
        invalid.Add(now).ShouldBeFalse();
        invalid.Add(now.AddMinutes(1)).ShouldBeFalse();
        invalid.HeldUntil(now.AddMinutes(1)).ShouldBeNull();
        invalid.Add(now.AddMinutes(2)).ShouldBeTrue("this one used the budget up");
        invalid.Add(now.AddMinutes(2)).ShouldBeFalse("it is told once");
        invalid.HeldUntil(now.AddMinutes(2)).ShouldBe(now.AddMinutes(11));
        invalid.HeldUntil(now.AddMinutes(11)).ShouldBeNull();
        invalid.Add(now.AddMinutes(11)).ShouldBeTrue();
    }

    private static void Holds(Action<Conditions, DiscordAtRandom> property) => Prop.ForAll(Any.ToArbitrary(), conditions =>
    {
        property(conditions, DiscordAtRandom.Run(conditions));
        return true;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));
}
