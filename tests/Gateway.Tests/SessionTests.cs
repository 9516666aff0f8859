using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform.Gateway.Domain;
using Platform.Gateway.Features.CleanSessions;
using Platform.ServiceDefaults.Identity;
using Platform.Testing;

namespace Platform.Gateway.Tests;

public sealed class SessionTests(Servers servers)
{
    private static readonly TimeSpan TooLate = RefreshRule.RepeatWithin + TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_refresh_gives_a_new_pair_of_the_same_session()
    {
        await using var gateway = await GatewayHost.StartAsync(servers);
        var first = await gateway.JoinAsync("ada@example.org", PlatformRoles.Coach);

        var second = await GatewayHost.TicketsOf(await gateway.RefreshAsync(first.RefreshToken));

        var (before, after) = (TicketHolder.From(gateway.Read(first.AccessToken))!, TicketHolder.From(gateway.Read(second.AccessToken))!);
        after.ShouldBe(before with { Serial = before.Serial + 1 });
        after.Role.ShouldBe(PlatformRoles.Coach);
        (await gateway.With(second.AccessToken).GetAsync("api/identity/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_client_that_lost_the_answer_may_ask_again_for_a_while()
    {
        await using var gateway = await GatewayHost.StartAsync(servers);
        var first = await gateway.JoinAsync("ada@example.org");
        await GatewayHost.TicketsOf(await gateway.RefreshAsync(first.RefreshToken));
        gateway.Clock.Advance(RefreshRule.RepeatWithin);

        var again = await GatewayHost.TicketsOf(await gateway.RefreshAsync(first.RefreshToken));

        TicketHolder.From(gateway.Read(again.AccessToken))!.Serial.ShouldBe(2);
        gateway.Clock.Advance(TooLate);
        (await gateway.RefreshAsync(again.RefreshToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Two_refreshes_at_once_are_one_rotation()
    {
        await using var gateway = await GatewayHost.StartAsync(servers);
        var first = await gateway.JoinAsync("ada@example.org");

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => gateway.RefreshAsync(first.RefreshToken)));

        foreach (var answer in answers)
        {
            TicketHolder.From(gateway.Read((await GatewayHost.TicketsOf(answer)).AccessToken))!.Serial.ShouldBe(2);
        }
    }

    [Fact]
    public async Task An_old_refresh_ticket_ends_the_session_for_thief_and_owner()
    {
        await using var gateway = await GatewayHost.StartAsync(servers);
        var stolen = await gateway.JoinAsync("ada@example.org");
        var other = await GatewayHost.TicketsOf(await gateway.LoginAsync("ada@example.org"));
        var owners = await GatewayHost.TicketsOf(await gateway.RefreshAsync(stolen.RefreshToken));
        gateway.Clock.Advance(TooLate);

        await (await gateway.RefreshAsync(stolen.RefreshToken)).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "session-ended");

        await (await gateway.RefreshAsync(owners.RefreshToken)).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "session-ended");
        (await gateway.ScalarAsync<string>("SELECT revoked_reason FROM sessions WHERE revoked_at IS NOT NULL")).ShouldBe("reuse");
        (await gateway.RefreshAsync(other.RefreshToken)).StatusCode.ShouldBe(HttpStatusCode.OK, "the other device keeps its session");
    }

    [Fact]
    public async Task A_ticket_two_rotations_old_is_theft_however_quick()
    {
        await using var gateway = await GatewayHost.StartAsync(servers);
        var first = await gateway.JoinAsync("ada@example.org");
        var second = await GatewayHost.TicketsOf(await gateway.RefreshAsync(first.RefreshToken));
        var third = await GatewayHost.TicketsOf(await gateway.RefreshAsync(second.RefreshToken));

        (await gateway.RefreshAsync(first.RefreshToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await gateway.RefreshAsync(third.RefreshToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task After_logout_there_is_no_refresh()
    {
        await using var gateway = await GatewayHost.StartAsync(servers);
        var tickets = await gateway.JoinAsync("ada@example.org");
        var other = await GatewayHost.TicketsOf(await gateway.LoginAsync("ada@example.org"));

        for (var twice = 0; twice < 2; twice++)
        {
            (await gateway.With(tickets.AccessToken).PostAsync("api/identity/logout", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }

        await (await gateway.RefreshAsync(tickets.RefreshToken)).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "session-ended");
        (await gateway.RefreshAsync(other.RefreshToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await gateway.Anonymous.PostAsync("api/identity/logout", null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_refresh_ticket_opens_no_door_and_an_access_ticket_refreshes_nothing()
    {
        await using var gateway = await GatewayHost.StartAsync(servers);
        var tickets = await gateway.JoinAsync("ada@example.org");

        (await gateway.With(tickets.RefreshToken).GetAsync("api/identity/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await gateway.RefreshAsync(tickets.AccessToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await gateway.RefreshAsync("nonsense")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await gateway.RefreshAsync(null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_device_that_stays_away_for_thirty_days_signs_in_again()
    {
        await using var gateway = await GatewayHost.StartAsync(servers);
        var tickets = await gateway.JoinAsync("ada@example.org");
        gateway.Clock.Advance(TimeSpan.FromDays(29));
        var later = await GatewayHost.TicketsOf(await gateway.RefreshAsync(tickets.RefreshToken));
        gateway.Clock.Advance(TimeSpan.FromDays(30));

        await (await gateway.RefreshAsync(later.RefreshToken)).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "session-ended");
    }

    [Fact]
    public async Task Sessions_that_cannot_be_refreshed_any_more_are_deleted()
    {
        await using var gateway = await GatewayHost.StartAsync(servers);
        await gateway.JoinAsync("ada@example.org");
        gateway.Clock.Advance(TimeSpan.FromDays(20));
        var live = await GatewayHost.TicketsOf(await gateway.LoginAsync("ada@example.org"));
        gateway.Clock.Advance(TimeSpan.FromDays(11));

        var cleaning = gateway.Services.GetServices<IHostedService>().OfType<CleanSessions>().Single();
        (await cleaning.RunOnceAsync(gateway.Clock.GetUtcNow(), TestContext.Current.CancellationToken)).ShouldBe(1);

        (await gateway.RefreshAsync(live.RefreshToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
