using System.Net;
using Platform.ServiceDefaults.Identity;
using Platform.Testing;

namespace Platform.Gateway.Tests;

public sealed class TicketTests(Servers servers)
{
    private const string Somewhere = "api/training/today";

    [Fact]
    public async Task A_sound_ticket_is_forwarded_with_the_request()
    {
        await using var gateway = await GatewayHost.StartAsync(servers);
        var ticket = gateway.TicketFor(Guid.CreateVersion7(), gateway.Clock.GetUtcNow().AddMinutes(1));

        (await gateway.With(ticket).GetAsync(Somewhere)).StatusCode.ShouldBe(HttpStatusCode.OK);

        gateway.Upstream.Only.Headers["Authorization"].ShouldBe($"Bearer {ticket}");
    }

    [Fact]
    public async Task Without_a_ticket_nothing_is_forwarded()
    {
        await using var gateway = await GatewayHost.StartAsync(servers);

        var answer = await gateway.Anonymous.GetAsync(Somewhere);

        await answer.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "not-signed-in");
        answer.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
        gateway.Upstream.Arrivals.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_ticket_with_one_changed_character_is_refused_wherever_it_is()
    {
        await using var gateway = await GatewayHost.StartAsync(servers);
        var ticket = gateway.TicketFor(Guid.CreateVersion7(), gateway.Clock.GetUtcNow().AddMinutes(1));
        (await gateway.With(ticket).GetAsync(Somewhere)).StatusCode.ShouldBe(HttpStatusCode.OK);

        // Every seventeenth, so not always the same place of a Base64 group. The last one may hold unused bits.
        for (var i = 0; i < ticket.Length - 1; i += 17)
        {
            var tampered = ticket[..i] + (ticket[i] == 'A' ? 'B' : 'A') + ticket[(i + 1)..];
            (await gateway.With(tampered).GetAsync(Somewhere)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        gateway.Upstream.Arrivals.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_ticket_of_another_key_ring_is_refused()
    {
        await using var gateway = await GatewayHost.StartAsync(servers);
        await using var stranger = await GatewayHost.StartAsync(servers);
        var ticket = stranger.TicketFor(Guid.CreateVersion7(), gateway.Clock.GetUtcNow().AddMinutes(1), PlatformRoles.Operator);

        (await stranger.With(ticket).GetAsync(Somewhere)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await gateway.With(ticket).GetAsync(Somewhere)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        gateway.Upstream.Arrivals.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_ticket_expires_also_where_it_has_been_seen_before()
    {
        await using var gateway = await GatewayHost.StartAsync(servers);
        var tickets = await gateway.JoinAsync("ada@example.org");
        var ada = gateway.With(tickets.AccessToken);
        gateway.Clock.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(1));
        (await ada.GetAsync(Somewhere)).StatusCode.ShouldBe(HttpStatusCode.OK);
        gateway.Clock.Advance(TimeSpan.FromSeconds(1));

        await (await ada.GetAsync(Somewhere)).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "not-signed-in");
        gateway.Upstream.Arrivals.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer x")]
    [InlineData("Bearer ====")]
    [InlineData("Basic YWRhOnB3")]
    public async Task What_is_no_ticket_is_refused(string header)
    {
        await using var gateway = await GatewayHost.StartAsync(servers);
        var client = gateway.Anonymous;
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);

        await (await client.GetAsync(Somewhere)).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "not-signed-in");
    }

    [Fact]
    public async Task The_case_of_the_scheme_does_not_matter()
    {
        await using var gateway = await GatewayHost.StartAsync(servers);
        var client = gateway.Anonymous;
        client.DefaultRequestHeaders.TryAddWithoutValidation(
            "Authorization", "bearer " + gateway.TicketFor(Guid.CreateVersion7(), gateway.Clock.GetUtcNow().AddMinutes(1)));

        (await client.GetAsync(Somewhere)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
