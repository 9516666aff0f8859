extern alias pushsimulator;

using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Platform.Contracts.Scheduler;
using Platform.Delivery.Tests.WebPush;
using pushsimulator::Platform.WebPushSimulator;

namespace Platform.Delivery.Tests.Crash;

/// <summary>
/// Killed while a notification is sent. Nobody can look whether it is there; sent again it takes the place of the first, and
/// one is shown.
/// </summary>
public sealed class KilledWhilePushingTests(CrashSite site) : IClassFixture<CrashSite>, IAsyncLifetime
{
    private PushServer _push = null!;
    private HttpHold _toPush = null!;

    public async ValueTask InitializeAsync()
    {
        _push = await PushServer.StartAsync();
        _toPush = await HttpHold.StartAsync(_push.Address);
        // Its subscriptions name the near end of the wire, and it takes proofs made for that.
        _push.Control.DefaultRequestHeaders.Host = _toPush.Address.Authority;
    }

    [Fact]
    public async Task While_the_notification_is_on_the_wire_which_loses_it()
    {
        var (athlete, browser) = await SubscribedAsync();
        var held = _toPush.HoldRequest(IsPush);
        var due = await site.DropAsync(athlete);
        await held.ReachedAsync();

        await site.KillAsync();
        held.Drop();
        (await browser.NotificationsAsync()).ShouldBeEmpty();
        await ShouldShowOneAsync(athlete, browser, due, sent: 1);
    }

    [Fact]
    public async Task While_the_notification_is_on_the_wire_where_it_arrives_late()
    {
        var (athlete, browser) = await SubscribedAsync();
        var held = _toPush.HoldRequest(IsPush);
        var due = await site.DropAsync(athlete);
        await held.ReachedAsync();

        await site.KillAsync();
        held.Release();
        (await held.ArrivedAsync()).Status.ShouldBe(201);
        await ShouldShowOneAsync(athlete, browser, due, sent: 2);
    }

    [Fact]
    public async Task After_the_push_service_took_it_and_before_it_answered()
    {
        var (athlete, browser) = await SubscribedAsync();
        var held = _toPush.HoldAnswer(IsPush);
        var due = await site.DropAsync(athlete);
        await held.ReachedAsync();

        await site.KillAsync();
        held.Drop();
        (await browser.NotificationsAsync()).Count.ShouldBe(1);
        await ShouldShowOneAsync(athlete, browser, due, sent: 2);
    }

    [Fact]
    public async Task After_the_push_service_answered_and_before_the_outcome_was_committed()
    {
        var (athlete, browser) = await SubscribedAsync();
        var held = _toPush.HoldAnswer(IsPush);
        var due = await site.DropAsync(athlete);
        await held.ReachedAsync();
        var nonce = Points.Bytes((await site.QueryAsync<string>("SELECT nonce FROM deliveries WHERE user_id = @Id", athlete)).Single());
        var outcome = site.ToDatabase.HoldToServer(from: nonce);
        held.Release();
        await outcome.ShouldHoldAsync(nonce);

        await site.KillAsync();
        outcome.Drop();
        (await site.RowsAsync(athlete)).ShouldHaveSingleItem().Status.ShouldBe("sending");
        await ShouldShowOneAsync(athlete, browser, due, sent: 2);
    }

    public async ValueTask DisposeAsync()
    {
        await _toPush.DisposeAsync();
        await _push.DisposeAsync();
    }

    private static bool IsPush(Exchange exchange) => exchange is { Method: "POST" };

    // A browser that is on, at a push service on the far side of the wire.
    private async Task<(Athlete, Browser)> SubscribedAsync()
    {
        var athlete = await site.AddAthleteWithoutDiscordAsync();
        using var http = site.ClientFor(athlete);
        var key = (await http.GetFromJsonAsync<JsonNode>("api/push/key"))!["publicKey"]!.GetValue<string>();
        var browser = await Browser.SubscribeAsync(_push, key);
        using var answer = await http.PostAsJsonAsync("api/push/subscriptions", browser.Json);
        answer.EnsureSuccessStatusCode();
        return (athlete, browser);
    }

    /// <summary>Starts the service again, and asserts what the athlete sees and what is known of it.</summary>
    private async Task ShouldShowOneAsync(Athlete athlete, Browser browser, EngineDue due, int sent)
    {
        await site.RestartAsync(nonceIsRemembered: false);
        await site.SettledAsync(athlete, due);
        (await browser.NotificationsAsync()).ShouldHaveSingleItem(site.Service.Said)["times"]!.GetValue<int>().ShouldBe(sent);
        (await site.RowsAsync(athlete)).ShouldHaveSingleItem().Status.ShouldBe("delivered");
        site.ShouldHaveReportedSuccessOnly(athlete, due);
    }
}
