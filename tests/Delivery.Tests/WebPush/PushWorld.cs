extern alias pushsimulator;

using pushsimulator::Platform.WebPushSimulator;

namespace Platform.Delivery.Tests.WebPush;

/// <summary>Delivery and a push service, by the same clock.</summary>
internal sealed class PushWorld : IAsyncDisposable
{
    private PushWorld(World world, PushServer push) => (World, Push) = (world, push);

    public World World { get; }

    public PushServer Push { get; }

    public FakeClock Clock => World.Clock;

    public static async Task<PushWorld> StartAsync(Servers servers, PushWorld? beside = null, params (string Key, string Value)[] settings)
    {
        var all = settings.ToDictionary(s => s.Key, s => (string?)s.Value);
        all["WebPush:AllowHttpOnLoopback"] = "true";
        var world = await World.StartAsync(servers, settings: all, beside: beside?.World);
        return new(world, beside?.Push ?? await PushServer.StartAsync(clock: world.Clock));
    }

    public HttpClient ClientFor(Guid person) => World.Service.ClientFor(person);

    public Task<List<T>> QueryAsync<T>(string sql, object? parameters = null) => World.QueryAsync<T>(sql, parameters);

    public async ValueTask DisposeAsync()
    {
        await World.DisposeAsync();
        await Push.DisposeAsync();
    }
}
