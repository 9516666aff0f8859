using Platform.DiscordSimulator.Tests.Setup;

namespace Platform.DiscordSimulator.Tests;

public class NonceTests
{
    private static object Enforced(object nonce, string content = "x") => new { content, nonce, enforce_nonce = true };

    [Fact]
    public async Task The_same_nonce_answers_with_the_message_that_is_there()
    {
        await using var discord = await Discord.StartAsync();
        var channel = await discord.OpenDirectAsync();

        var first = await discord.PostedAsync(channel, Enforced("delivery-1", "first"));
        discord.Clock.Advance(TimeSpan.FromMinutes(4.99));
        var second = await discord.PostedAsync(channel, Enforced("delivery-1", "second"));

        second["id"]!.GetValue<string>().ShouldBe(first["id"]!.GetValue<string>());
        second["content"]!.GetValue<string>().ShouldBe("first");
        (await discord.HistoryAsync(channel)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task After_a_few_minutes_the_same_nonce_makes_a_second_message()
    {
        await using var discord = await Discord.StartAsync();
        var channel = await discord.OpenDirectAsync();

        await discord.PostedAsync(channel, Enforced("delivery-1"));
        discord.Clock.Advance(TimeSpan.FromMinutes(5));
        await discord.PostedAsync(channel, Enforced("delivery-1"));

        var nonces = (await discord.HistoryAsync(channel)).Select(message => message!["nonce"]!.GetValue<string>());
        nonces.ShouldBe(["delivery-1", "delivery-1"]);
    }

    [Fact]
    public async Task How_long_a_few_minutes_are_can_be_set()
    {
        await using var discord = await Discord.StartAsync(("NonceWindow", "00:00:10"));
        var channel = await discord.OpenDirectAsync();

        await discord.PostedAsync(channel, Enforced("delivery-1"));
        discord.Clock.Advance(TimeSpan.FromSeconds(10));
        await discord.PostedAsync(channel, Enforced("delivery-1"));

        (await discord.HistoryAsync(channel)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_nonce_that_is_not_enforced_stops_nothing()
    {
        await using var discord = await Discord.StartAsync();
        var channel = await discord.OpenDirectAsync();

        await discord.PostedAsync(channel, new { content = "x", nonce = "n" });
        await discord.PostedAsync(channel, new { content = "x", nonce = "n" });

        (await discord.HistoryAsync(channel)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_nonce_may_be_a_number_and_comes_back_as_one()
    {
        await using var discord = await Discord.StartAsync();
        var channel = await discord.OpenDirectAsync();

        var first = await discord.PostedAsync(channel, Enforced(12345));
        var second = await discord.PostedAsync(channel, Enforced(12345));

        first["nonce"]!.GetValue<long>().ShouldBe(12345);
        second["id"]!.GetValue<string>().ShouldBe(first["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task Of_many_equal_posts_at_once_one_makes_a_message()
    {
        await using var discord = await Discord.StartAsync();
        var channel = await discord.OpenDirectAsync();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => discord.PostedAsync(channel, Enforced("delivery-1"))));

        (await discord.HistoryAsync(channel)).Count.ShouldBe(1);
    }
}
