using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Platform.DiscordSimulator.Interactions;
using Platform.DiscordSimulator.Model;

namespace Platform.DiscordSimulator;

/// <summary>The simulator inside a test's process, on a free loopback port: real HTTP, nothing left behind.</summary>
public sealed class DiscordServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private DiscordServer(WebApplication app)
    {
        _app = app;
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Address = new Uri(address + "/");
        Control = new HttpClient { BaseAddress = new Uri(Address, "simulator/") };
    }

    public Uri Address { get; }

    /// <summary>What <c>Discord:ApiBaseUrl</c> is set to.</summary>
    public Uri ApiBaseUrl => new(Address, "api/v10/");

    /// <summary>The control interface; addresses are relative: <c>press</c>, <c>channels</c> …</summary>
    public HttpClient Control { get; }

    /// <summary>What <c>Discord:PublicKey</c> is set to.</summary>
    public string PublicKey => _app.Services.GetRequiredService<Bots>().First.Signer.PublicKey;

    /// <param name="settings">Configuration, e.g. <c>Simulator:InteractionsUrl</c>, <c>Simulator:NonceWindow</c>.</param>
    /// <param name="clock">The simulator's clock; none: the machine's.</param>
    /// <param name="application">
    /// Takes the interactions in place of the network: the handler of a TestServer. The address still needs to be set.
    /// </param>
    public static async Task<DiscordServer> StartAsync(
        IReadOnlyDictionary<string, string?>? settings = null, TimeProvider? clock = null, HttpMessageHandler? application = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = typeof(DiscordServer).Assembly.GetName().Name });
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRoutingCore();
        builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
        if (clock is not null)
        {
            builder.Services.AddSingleton(clock);
        }

        builder.AddDiscordSimulator();
        if (application is not null)
        {
            builder.Services.AddHttpClient(InteractionsEndpoint.ClientName).ConfigurePrimaryHttpMessageHandler(() => application)
                .SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        }

        var app = builder.Build();
        app.MapDiscordSimulator();
        await app.StartAsync();
        return new DiscordServer(app);
    }

    public async ValueTask DisposeAsync()
    {
        Control.Dispose();
        await _app.DisposeAsync();
    }
}
