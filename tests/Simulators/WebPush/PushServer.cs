using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Platform.WebPushSimulator;

/// <summary>The simulator inside a test's process, on a free loopback port: real HTTP, nothing left behind.</summary>
public sealed class PushServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private PushServer(WebApplication app)
    {
        _app = app;
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Address = new Uri(address + "/");
        Control = new HttpClient { BaseAddress = new Uri(Address, "simulator/") };
    }

    public Uri Address { get; }

    /// <summary>The control interface; addresses are relative: <c>subscriptions</c>, <c>faults</c> …</summary>
    public HttpClient Control { get; }

    /// <param name="settings">Configuration, e.g. <c>Simulator:Memory</c>.</param>
    /// <param name="clock">The simulator's clock; none: the machine's.</param>
    public static async Task<PushServer> StartAsync(IReadOnlyDictionary<string, string?>? settings = null, TimeProvider? clock = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = typeof(PushServer).Assembly.GetName().Name });
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRoutingCore();
        builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
        if (clock is not null)
        {
            builder.Services.AddSingleton(clock);
        }

        builder.AddWebPushSimulator();
        var app = builder.Build();
        app.MapWebPushSimulator();
        await app.StartAsync();
        return new PushServer(app);
    }

    public async ValueTask DisposeAsync()
    {
        Control.Dispose();
        await _app.DisposeAsync();
    }
}
