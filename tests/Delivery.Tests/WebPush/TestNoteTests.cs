extern alias pushsimulator;

using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Platform.Delivery.Channels.WebPush;
using pushsimulator::Platform.WebPushSimulator;

namespace Platform.Delivery.Tests.WebPush;

public sealed class TestNoteTests(Servers servers)
{
    [Theory]
    [InlineData(null, "Notifications work")]
    [InlineData("fr", "Les notifications fonctionnent")]
    public async Task A_test_shows_a_notification_in_the_persons_language_and_again_only_half_a_minute_later(string? language, string title)
    {
        await using var world = await PushWorld.StartAsync(servers);
        var (client, id, browser, person) = await SubscribedAsync(world);
        if (language is not null)
        {
            await world.World.ExecuteAsync("INSERT INTO preferences (user_id, language, updated_at) VALUES (@person, @language, now())", new { person, language });
        }

        (await TestAsync(client, id)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        var note = (await browser.NotificationsAsync()).ShouldHaveSingleItem();
        note["title"]!.GetValue<string>().ShouldBe(title);
        (await browser.MessagesAsync())[0]["urgency"]!.GetValue<string>().ShouldBe("high");
        (await client.GetFromJsonAsync<JsonNode>($"api/push/subscriptions/{id}"))!["lastAcceptedAt"]!.GetValue<DateTimeOffset>().ShouldBe(world.Clock.GetUtcNow());
        world.Clock.Advance(TimeSpan.FromSeconds(10));
        using var soon = await TestAsync(client, id);
        soon.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        soon.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(20));
        world.Clock.Advance(TimeSpan.FromSeconds(20));
        (await TestAsync(client, id)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await browser.NotificationsAsync()).ShouldHaveSingleItem()["times"]!.GetValue<int>().ShouldBe(2);
    }

    [Fact]
    public async Task A_subscription_that_turns_out_to_be_gone_is_removed()
    {
        await using var world = await PushWorld.StartAsync(servers);
        var (client, id, browser, _) = await SubscribedAsync(world);
        await browser.UnsubscribeAsync();

        (await ProblemAsync(await TestAsync(client, id), HttpStatusCode.Conflict)).ShouldBe("subscription-gone");

        (await TestAsync(client, id)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await world.QueryAsync<long>("SELECT count(*) FROM push_subscriptions")).ShouldBe([0]);
    }

    [Theory]
    [InlineData("rateLimited", HttpStatusCode.TooManyRequests, "push-service-busy")]
    [InlineData("error500", HttpStatusCode.BadGateway, "push-failed")]
    [InlineData("refuseVapid", HttpStatusCode.BadGateway, "push-failed")]
    [InlineData("tooLarge", HttpStatusCode.BadGateway, "push-failed")]
    public async Task What_the_push_service_says_is_told(string mode, HttpStatusCode status, string type)
    {
        await using var world = await PushWorld.StartAsync(servers);
        var (client, id, _, _) = await SubscribedAsync(world);
        await world.Push.FailAsync(new { mode, retryAfter = mode == "rateLimited" ? "90" : null });

        using var answer = await TestAsync(client, id);

        (await ProblemAsync(answer, status)).ShouldBe(type);
        answer.Headers.RetryAfter?.Delta.ShouldBe(TimeSpan.FromSeconds(90));
        (await world.QueryAsync<long>("SELECT count(*) FROM push_subscriptions WHERE last_accepted_at IS NULL")).ShouldBe([1]);
    }

    [Fact]
    public async Task Of_many_people_the_living_subscriptions_are_read_and_what_became_of_them_is_written_at_once()
    {
        await using var world = await PushWorld.StartAsync(servers);
        var people = new List<(HttpClient Client, string Id, Browser Browser, Guid Person)>();
        for (var i = 0; i < 4; i++)
        {
            people.Add(await SubscribedAsync(world));
        }

        await world.World.ExecuteAsync("UPDATE push_subscriptions SET expires_at = @now WHERE id = @id", new { now = world.Clock.GetUtcNow(), id = Guid.Parse(people[3].Id) });
        var now = world.Clock.GetUtcNow();
        await using var work = await world.World.Service.Database.BeginAsync(default);

        var found = await PushSubscriptions.ReadAsync([.. people.Skip(1).Select(p => p.Person), Guid.CreateVersion7()], now, work, default);

        found.Select(person => person.Key).ShouldBe([people[1].Person, people[2].Person], ignoreOrder: true);
        var (accepted, gone) = (found[people[1].Person].Single(), found[people[2].Person].Single());
        accepted.Endpoint.ShouldBe(people[1].Browser.Endpoint);
        await PushSubscriptions.RecordAsync([accepted.Id, gone.Id], [gone.Id], now, work, default);
        await PushSubscriptions.RecordAsync([], [], now, work, default);
        await work.CommitAsync(default);
        (await world.QueryAsync<Guid>("SELECT id FROM push_subscriptions WHERE last_accepted_at = @now", new { now })).ShouldBe([accepted.Id]);
        (await world.QueryAsync<long>("SELECT count(*) FROM push_subscriptions")).ShouldBe([3]);
        var result = await world.World.Service.Services.GetRequiredService<PushDelivery>().SendAsync(
            [accepted], new("{}"u8.ToArray(), new(TimeSpan.FromMinutes(1))), default);
        result.AcceptedBy.ShouldBe([accepted.Id]);
    }

    private static Task<HttpResponseMessage> TestAsync(HttpClient client, string id) => client.PostAsync($"api/push/subscriptions/{id}/test", null);

    private static async Task<string> ProblemAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(status, text);
        return JsonNode.Parse(text)!["type"]!.GetValue<string>()["urn:platform:problem:".Length..];
    }

    private static async Task<(HttpClient Client, string Id, Browser Browser, Guid Person)> SubscribedAsync(PushWorld world)
    {
        var person = Guid.CreateVersion7();
        var client = world.ClientFor(person);
        var key = (await client.GetFromJsonAsync<JsonNode>("api/push/key"))!["publicKey"]!.GetValue<string>();
        var browser = await Browser.SubscribeAsync(world.Push, key);
        using var answer = await client.PostAsJsonAsync("api/push/subscriptions", browser.Json);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        return (client, (await answer.Content.ReadFromJsonAsync<JsonNode>())!["id"]!.GetValue<string>(), browser, person);
    }
}
