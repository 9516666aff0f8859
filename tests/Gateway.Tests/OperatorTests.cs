using System.Net;
using Npgsql;
using Platform.ServiceDefaults.Identity;
using Platform.Testing;

namespace Platform.Gateway.Tests;

public sealed class OperatorTests(Servers servers)
{
    private const string Email = "operator@example.org";

    private static Dictionary<string, string?> Operator(string password = GatewayHost.Password) =>
        new() { ["Identity:Operator:Email"] = Email, ["Identity:Operator:Password"] = password };

    [Fact]
    public async Task The_operator_of_the_settings_signs_in()
    {
        await using var gateway = await GatewayHost.StartAsync(servers, Operator());

        var tickets = await SignInAsync(gateway);

        gateway.Read(tickets.AccessToken).IsInRole(PlatformRoles.Operator).ShouldBeTrue();
        (await gateway.RegisterAsync(Email)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Replicas_and_restarts_seed_one_account_and_leave_its_sessions()
    {
        await using var first = await GatewayHost.StartAsync(servers, Operator());
        var tickets = await SignInAsync(first);

        var replicas = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => GatewayHost.StartAsync(servers, Operator(), first.ConnectionString)));
        foreach (var replica in replicas)
        {
            await SignInAsync(replica);
            await replica.DisposeAsync();
        }

        (await first.ScalarAsync<long>("SELECT count(*) FROM accounts")).ShouldBe(1);
        (await first.RefreshAsync(tickets.RefreshToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Replicas_that_start_at_once_on_an_empty_database_seed_one_account()
    {
        var database = await servers.CreateDatabaseAsync(typeof(Program).Assembly);
        var replicas = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => GatewayHost.StartAsync(servers, Operator(), database)));

        foreach (var replica in replicas)
        {
            await SignInAsync(replica);
        }

        (await replicas[0].ScalarAsync<long>("SELECT count(*) FROM accounts")).ShouldBe(1);
        foreach (var replica in replicas)
        {
            await replica.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_changed_setting_changes_the_password_and_ends_the_sessions()
    {
        await using var before = await GatewayHost.StartAsync(servers, Operator());
        var tickets = await SignInAsync(before);

        await using var after = await GatewayHost.StartAsync(servers, Operator("a rotated password"), before.ConnectionString);
        await SignInAsync(after, "a rotated password");

        (await after.LoginAsync(Email)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await after.RefreshAsync(tickets.RefreshToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Who_registered_the_operators_address_first_is_no_operator()
    {
        await using var before = await GatewayHost.StartAsync(servers);
        var squatter = await before.JoinAsync(Email.ToUpperInvariant());

        await using var after = await GatewayHost.StartAsync(servers, Operator("the operators password"), before.ConnectionString);
        await SignInAsync(after, "the operators password");

        (await after.LoginAsync(Email)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await after.RefreshAsync(squatter.RefreshToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    // The seed runs beside the start, so the first sign-in may come before it.
    private static Task<Tickets> SignInAsync(GatewayHost gateway, string password = GatewayHost.Password) =>
        Eventually.BecomesAsync(async () => await GatewayHost.TicketsOf(await gateway.LoginAsync(Email, password)), _ => true);
}
