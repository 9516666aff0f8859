using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Npgsql;
using Platform.Gateway.Features.Forward;
using Platform.ServiceDefaults.Identity;
using Platform.Testing;

namespace Platform.Gateway.Tests;

internal sealed record Tickets(string AccessToken, string RefreshToken, long ExpiresIn);

/// <summary>The real gateway on a loopback port, with an identity database of its own and one stand-in for all services.</summary>
internal sealed class GatewayHost : IAsyncDisposable
{
    public const string Password = "correct horse battery";
    private readonly WebApplicationFactory<Program> _factory;

    private GatewayHost(WebApplicationFactory<Program> factory, Upstream upstream, FakeClock clock, string connectionString)
    {
        _factory = factory;
        Upstream = upstream;
        Clock = clock;
        ConnectionString = connectionString;
    }

    public Upstream Upstream { get; }

    public FakeClock Clock { get; }

    public string ConnectionString { get; }

    public IServiceProvider Services => _factory.Services;

    public Uri Address => _factory.ClientOptions.BaseAddress;

    public HttpClient Anonymous => new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Address };

    public static async Task<GatewayHost> StartAsync(
        Servers servers, Dictionary<string, string?>? settings = null, string? connectionString = null, bool ready = true)
    {
        if (connectionString is null)
        {
            connectionString = await servers.CreateDatabaseAsync(typeof(Program).Assembly);
            await TicketKeys.EnsureFirstKeyAsync(connectionString, TimeProvider.System);
        }

        var upstream = await Upstream.StartAsync();
        var clock = new FakeClock();
        var factory = new WebApplicationFactory<Program>().WithWebHostBuilder(web =>
        {
            web.UseContentRoot(AppContext.BaseDirectory);
            web.UseSetting("urls", "http://127.0.0.1:0");
            web.UseSetting("Logging:LogLevel:Default", "Error");
            web.UseSetting("ConnectionStrings:identitydb", connectionString);
            foreach (var service in RouteTable.Services)
            {
                web.UseSetting($"services:{service}:http:0", upstream.Address.ToString());
            }

            foreach (var (key, value) in settings ?? [])
            {
                web.UseSetting(key, value);
            }

            web.ConfigureServices(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));
        });
        factory.UseKestrel(0);
        factory.StartServer();
        var host = new GatewayHost(factory, upstream, clock, connectionString);
        if (ready)
        {
            await Eventually.AssertAsync(async () => (await host.Anonymous.GetAsync("health")).EnsureSuccessStatusCode());
        }

        return host;
    }

    /// <summary>A client that carries a ticket as sign-in would issue it, without the sign-in.</summary>
    public HttpClient SignedIn(Guid userId, string role = PlatformRoles.Athlete) => With(TicketFor(userId, Clock.GetUtcNow().AddMinutes(15), role));

    public HttpClient With(string accessToken)
    {
        var client = Anonymous;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        return client;
    }

    public string TicketFor(Guid userId, DateTimeOffset expires, string role = PlatformRoles.Athlete) => Bearer.BearerTokenProtector.Protect(new(
        new ClaimsPrincipal(new ClaimsIdentity(
            [new(ClaimTypes.NameIdentifier, userId.ToString()), new(ClaimTypes.Role, role)], BearerTokenDefaults.AuthenticationScheme)),
        new AuthenticationProperties { ExpiresUtc = expires }, BearerTokenDefaults.AuthenticationScheme));

    public ClaimsPrincipal Read(string accessToken) => Bearer.BearerTokenProtector.Unprotect(accessToken)!.Principal;

    public Task<HttpResponseMessage> RegisterAsync(string email, string password = Password, string? role = null) =>
        Anonymous.PostAsJsonAsync("api/identity/register", new { email, password, role });

    public Task<HttpResponseMessage> LoginAsync(string? email, string? password = Password) =>
        Anonymous.PostAsJsonAsync("api/identity/login", new { email, password });

    public Task<HttpResponseMessage> RefreshAsync(string? refreshToken) =>
        Anonymous.PostAsJsonAsync("api/identity/refresh", new { refreshToken });

    /// <summary>Registers and signs in.</summary>
    public async Task<Tickets> JoinAsync(string email, string? role = null)
    {
        (await RegisterAsync(email, role: role)).EnsureSuccessStatusCode();
        return await TicketsOf(await LoginAsync(email));
    }

    public static async Task<Tickets> TicketsOf(HttpResponseMessage response)
    {
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<Tickets>())!;
    }

    public async Task<T?> ScalarAsync<T>(string sql)
    {
        await using var identity = NpgsqlDataSource.Create(ConnectionString);
        await using var command = identity.CreateCommand(sql);
        return (T?)await command.ExecuteScalarAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _factory.DisposeAsync();
        await Upstream.DisposeAsync();
    }

    private BearerTokenOptions Bearer =>
        Services.GetRequiredService<IOptionsMonitor<BearerTokenOptions>>().Get(BearerTokenDefaults.AuthenticationScheme);
}
