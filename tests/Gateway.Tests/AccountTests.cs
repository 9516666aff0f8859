using System.Net;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using Platform.Gateway.Domain;
using Platform.ServiceDefaults.Identity;
using Platform.Testing;

namespace Platform.Gateway.Tests;

public sealed class AccountTests(Servers servers)
{
    [Theory]
    [InlineData(null, "athlete")]
    [InlineData("athlete", "athlete")]
    [InlineData("coach", "coach")]
    public async Task A_person_registers_signs_in_and_is_who_they_said(string? asked, string role)
    {
        await using var gateway = await GatewayHost.StartAsync(servers);

        var registered = await gateway.RegisterAsync("Ada@Example.org", role: asked);
        registered.StatusCode.ShouldBe(HttpStatusCode.Created);
        var id = (await registered.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
        var answer = await gateway.LoginAsync("ada@example.ORG");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var tickets = await GatewayHost.TicketsOf(answer);
        var me = await gateway.With(tickets.AccessToken).GetFromJsonAsync<JsonElement>("api/identity/me");

        me.GetProperty("id").GetGuid().ShouldBe(id);
        me.GetProperty("email").GetString().ShouldBe("Ada@Example.org");
        me.GetProperty("role").GetString().ShouldBe(role);
        gateway.Read(tickets.AccessToken).UserId().ShouldBe(id);
        gateway.Read(tickets.AccessToken).IsInRole(role).ShouldBeTrue();
        tickets.ExpiresIn.ShouldBe(900);
    }

    [Fact]
    public async Task Every_fault_of_a_registration_is_told_at_once()
    {
        await using var gateway = await GatewayHost.StartAsync(servers);

        var answer = await gateway.RegisterAsync("nobody", "short", "operator");

        (await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid")).Fields().ShouldBe(["email", "password", "role"]);
        (await gateway.ScalarAsync<long>("SELECT count(*) FROM accounts")).ShouldBe(0);
    }

    [Fact]
    public async Task Nobody_registers_as_operator()
    {
        await using var gateway = await GatewayHost.StartAsync(servers);

        var answer = await gateway.RegisterAsync("ada@example.org", role: "operator");

        (await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid")).Fields().ShouldBe(["role"]);
    }

    [Fact]
    public async Task An_address_is_taken_once_even_by_many_at_the_same_moment()
    {
        await using var gateway = await GatewayHost.StartAsync(servers);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => gateway.RegisterAsync(i % 2 == 0 ? "ada@example.org" : "ADA@example.org")));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        foreach (var refused in answers.Where(answer => answer.StatusCode != HttpStatusCode.Created))
        {
            await refused.ShouldBeProblemAsync(HttpStatusCode.Conflict, "email-taken");
        }

        // A registration with another fault does not learn whether the address is taken.
        (await (await gateway.RegisterAsync("ada@example.org", "short")).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid"))
            .Fields().ShouldBe(["password"]);
    }

    [Theory]
    [InlineData("nobody@example.org", GatewayHost.Password)]
    [InlineData("ada@example.org", "a wrong password")]
    [InlineData("ada@example.org", null)]
    [InlineData("ada@example.org\0", GatewayHost.Password)]
    [InlineData("", "")]
    [InlineData(null, null)]
    public async Task An_unknown_address_and_a_wrong_password_get_one_answer(string? email, string? password)
    {
        await using var gateway = await GatewayHost.StartAsync(servers);
        (await gateway.RegisterAsync("ada@example.org")).EnsureSuccessStatusCode();

        var problem = await (await gateway.LoginAsync(email, password)).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "sign-in-refused");

        problem.GetProperty("detail").GetString()!.ShouldStartWith("The e-mail or the password is wrong.");
    }

    [Fact]
    public async Task After_many_wrong_passwords_even_the_right_one_waits()
    {
        await using var gateway = await GatewayHost.StartAsync(servers);
        (await gateway.RegisterAsync("ada@example.org")).EnsureSuccessStatusCode();
        await Task.WhenAll(Enumerable.Range(0, LockoutRule.Failures).Select(i => gateway.LoginAsync("ada@example.org", $"a wrong password {i}")));

        await (await gateway.LoginAsync("ada@example.org")).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "sign-in-refused");
        gateway.Clock.Advance(LockoutRule.Length);
        (await gateway.LoginAsync("ada@example.org")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_right_password_forgives_the_wrong_ones_before_it()
    {
        await using var gateway = await GatewayHost.StartAsync(servers);
        (await gateway.RegisterAsync("ada@example.org")).EnsureSuccessStatusCode();

        for (var round = 0; round < 2; round++)
        {
            for (var i = 1; i < LockoutRule.Failures; i++)
            {
                (await gateway.LoginAsync("ada@example.org", "a wrong password")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            }

            (await gateway.LoginAsync("ada@example.org")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Theory]
    [InlineData("{\"email\":", "application/json", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("{\"email\":1}", "application/json", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("email=x", "application/x-www-form-urlencoded", HttpStatusCode.UnsupportedMediaType, "unsupported-media-type")]
    public async Task A_body_that_is_no_sign_in_is_refused(string body, string type, HttpStatusCode status, string kind)
    {
        await using var gateway = await GatewayHost.StartAsync(servers);

        var answer = await gateway.Anonymous.PostAsync("api/identity/login", new StringContent(body, Encoding.UTF8, type));

        await answer.ShouldBeProblemAsync(status, kind);
    }

    [Fact]
    public async Task A_new_password_ends_every_session_and_opens_one()
    {
        await using var gateway = await GatewayHost.StartAsync(servers);
        var before = await gateway.JoinAsync("ada@example.org");
        var change = new { currentPassword = GatewayHost.Password, newPassword = "another long secret" };

        var after = await GatewayHost.TicketsOf(await gateway.With(before.AccessToken).PutAsJsonAsync("api/identity/me/password", change));

        await (await gateway.RefreshAsync(before.RefreshToken)).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "session-ended");
        (await gateway.RefreshAsync(after.RefreshToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await gateway.LoginAsync("ada@example.org")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await gateway.LoginAsync("ada@example.org", change.newPassword)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_password_is_not_changed_without_the_old_one()
    {
        await using var gateway = await GatewayHost.StartAsync(servers);
        var tickets = await gateway.JoinAsync("ada@example.org");

        var answer = await gateway.With(tickets.AccessToken).PutAsJsonAsync(
            "api/identity/me/password", new { currentPassword = "a wrong password", newPassword = "short" });

        (await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid")).Fields().ShouldBe(["currentPassword", "newPassword"]);
        (await gateway.LoginAsync("ada@example.org")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_database_holds_no_password_and_no_ticket()
    {
        await using var gateway = await GatewayHost.StartAsync(servers);
        var tickets = await gateway.JoinAsync("ada@example.org");

        var rows = await gateway.ScalarAsync<string>("SELECT (SELECT json_agg(a)::text FROM accounts a) || (SELECT json_agg(s)::text FROM sessions s)");

        rows.ShouldNotBeNull();
        rows.ShouldNotContain(GatewayHost.Password);
        rows.ShouldNotContain(tickets.RefreshToken);
        gateway.Read(tickets.AccessToken).FindFirstValue(ClaimTypes.Email).ShouldBeNull();
    }
}
