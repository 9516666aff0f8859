using System.Net.Http.Headers;
using System.Reflection;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Platform.ServiceDefaults.Data;

namespace Platform.Testing;

/// <summary>
/// A real service in this process, listening on a loopback port, with a database and a virtual host of its own and a
/// clock that the test sets.
/// </summary>
public sealed class ServiceHost<TProgram> : IAsyncDisposable
    where TProgram : class
{
    private readonly WebApplicationFactory<TProgram> _factory;
    private readonly Broker _broker;

    private ServiceHost(WebApplicationFactory<TProgram> factory, Broker broker, FakeClock clock, string connectionString)
    {
        _factory = factory;
        _broker = broker;
        Clock = clock;
        ConnectionString = connectionString;
    }

    public FakeClock Clock { get; }

    /// <summary>The service's database, in the role of the owner: sees everything.</summary>
    public string ConnectionString { get; }

    public IServiceProvider Services => _factory.Services;

    public Database Database => Services.GetRequiredService<Database>();

    /// <summary>Where the service listens, ending in a slash.</summary>
    public Uri Address => _factory.ClientOptions.BaseAddress;

    public HttpClient Anonymous => new() { BaseAddress = Address };

    /// <param name="databaseName">The name of the connection string that the service reads.</param>
    /// <param name="connectionString">An existing database, for a second replica of a service; else a fresh one.</param>
    /// <param name="brokerUri">An existing virtual host, for services that are to talk; else a fresh one.</param>
    public static async Task<ServiceHost<TProgram>> StartAsync(
        Servers servers, string databaseName, IReadOnlyDictionary<string, string?>? settings = null,
        Action<IServiceCollection>? configureServices = null, string? connectionString = null, string? brokerUri = null, FakeClock? clock = null)
    {
        clock ??= new FakeClock();
        connectionString ??= await servers.CreateDatabaseAsync(typeof(TProgram).Assembly);
        brokerUri ??= await servers.CreateBrokerAsync();
        var broker = await Broker.ConnectAsync(brokerUri);
        var factory = new WebApplicationFactory<TProgram>().WithWebHostBuilder(web =>
        {
            web.UseContentRoot(AppContext.BaseDirectory);
            web.UseSetting($"ConnectionStrings:{databaseName}", connectionString);
            web.UseSetting("ConnectionStrings:identitydb", servers.IdentityDatabase);
            web.UseSetting("ConnectionStrings:rabbitmq", brokerUri);
            web.UseSetting("urls", "http://127.0.0.1:0");
            foreach (var (key, value) in settings ?? new Dictionary<string, string?>())
            {
                web.UseSetting(key, value);
            }

            web.ConfigureServices(services =>
            {
                services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
                configureServices?.Invoke(services);
            });
        });
        factory.UseKestrel(0);
        factory.StartServer();
        var host = new ServiceHost<TProgram>(factory, broker, clock, connectionString);
        await Eventually.AssertAsync(async () => (await host.Anonymous.GetAsync("health")).EnsureSuccessStatusCode());
        return host;
    }

    /// <summary>A client that carries a sound ticket of this person.</summary>
    public HttpClient ClientFor(Guid userId, params string[] roles)
    {
        var client = Anonymous;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TicketFor(userId, roles));
        return client;
    }

    public string TicketFor(Guid userId, params string[] roles)
    {
        var identity = new ClaimsIdentity(
            [new(ClaimTypes.NameIdentifier, userId.ToString()), .. roles.Select(role => new Claim(ClaimTypes.Role, role))],
            BearerTokenDefaults.AuthenticationScheme);
        var ticket = new AuthenticationTicket(
            new ClaimsPrincipal(identity), new AuthenticationProperties { ExpiresUtc = DateTimeOffset.MaxValue }, BearerTokenDefaults.AuthenticationScheme);
        return Services.GetRequiredService<IOptionsMonitor<BearerTokenOptions>>()
            .Get(BearerTokenDefaults.AuthenticationScheme).BearerTokenProtector.Protect(ticket);
    }

    /// <summary>Publishes as another service would; the same <paramref name="messageId"/> again is the same message.</summary>
    public Task PublishAsync<T>(T message, Guid? messageId = null) where T : class => _broker.PublishAsync(message, messageId);

    /// <summary>What has been published on this virtual host so far, oldest first; the test's own messages too.</summary>
    public IReadOnlyList<T> Published<T>() where T : class => _broker.Published<T>();

    public async ValueTask DisposeAsync()
    {
        await _factory.DisposeAsync();
        await _broker.DisposeAsync();
    }
}
