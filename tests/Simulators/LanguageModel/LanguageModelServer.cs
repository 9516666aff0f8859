using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Platform.LanguageModelSimulator.Control;

namespace Platform.LanguageModelSimulator;

/// <summary>The simulator inside a test's process, on a free loopback port: real HTTP, nothing left behind.</summary>
public sealed class LanguageModelServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LanguageModelServer(WebApplication app)
    {
        _app = app;
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Address = new Uri(address + "/");
        Control = new HttpClient { BaseAddress = new Uri(Address, "simulator/") };
    }

    public Uri Address { get; }

    /// <summary>What <c>LanguageModel:Endpoint</c> is set to.</summary>
    public Uri Endpoint => new(Address, "v1");

    /// <summary>The control interface; addresses are relative: <c>behaviours</c>, <c>requests</c>, <c>answers/{schema}</c>, <c>reset</c>.</summary>
    public HttpClient Control { get; }

    /// <summary>The requests that came, oldest first.</summary>
    public IReadOnlyList<RecordedRequest> Requests => _app.Services.GetRequiredService<RequestLog>().All;

    /// <summary>Adds behaviours to the queue; none: the request is answered well.</summary>
    public void Will(params IEnumerable<Behaviour> behaviours)
    {
        foreach (var behaviour in behaviours)
        {
            _app.Services.GetRequiredService<BehaviourQueue>().Add(behaviour);
        }
    }

    /// <param name="settings">Configuration, e.g. <c>Simulator:ApiKey</c>.</param>
    public static async Task<LanguageModelServer> StartAsync(IReadOnlyDictionary<string, string?>? settings = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = typeof(LanguageModelServer).Assembly.GetName().Name });
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRoutingCore();
        builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
        builder.AddLanguageModelSimulator();
        var app = builder.Build();
        app.MapLanguageModelSimulator();
        await app.StartAsync();
        return new LanguageModelServer(app);
    }

    public async ValueTask DisposeAsync()
    {
        Control.Dispose();
        await _app.DisposeAsync();
    }
}
