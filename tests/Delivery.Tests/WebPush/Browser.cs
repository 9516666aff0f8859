extern alias pushsimulator;

using System.Buffers.Text;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Platform.Delivery.Channels.WebPush;
using pushsimulator::Platform.WebPushSimulator;

namespace Platform.Delivery.Tests.WebPush;

/// <summary>A browser at the push simulator, and what its person sees.</summary>
internal sealed class Browser
{
    private readonly PushServer _server;
    private readonly JsonNode _made;

    private Browser(PushServer server, JsonNode made) => (_server, _made) = (server, made);

    public Guid Id => _made["id"]!.GetValue<Guid>();

    /// <summary>As <c>PushSubscription.toJSON()</c> gives it.</summary>
    public JsonObject Json => _made["subscription"]!.DeepClone().AsObject();

    public string Endpoint => Json["endpoint"]!.GetValue<string>();

    public static async Task<Browser> SubscribeAsync(PushServer server, string? applicationServerKey = null, bool online = true)
    {
        using var answer = await server.Control.PostAsJsonAsync("subscriptions", new { applicationServerKey, online });
        answer.EnsureSuccessStatusCode();
        return new(server, (await answer.Content.ReadFromJsonAsync<JsonNode>())!);
    }

    public PushSubscription For(VapidKey key, Guid? person = null) => new(
        Guid.CreateVersion7(), person ?? Guid.CreateVersion7(), Endpoint, Base64Url.DecodeFromChars(Json["keys"]!["p256dh"]!.GetValue<string>()),
        Base64Url.DecodeFromChars(Json["keys"]!["auth"]!.GetValue<string>()), key.PublicKey);

    public async Task<JsonNode> LookAsync() => (await _server.Control.GetFromJsonAsync<JsonNode>($"subscriptions/{Id}"))!;

    public async Task<IReadOnlyList<JsonNode>> MessagesAsync() => [.. (await LookAsync())["messages"]!.AsArray().Select(m => m!)];

    public async Task<IReadOnlyList<JsonNode>> NotificationsAsync() => [.. (await LookAsync())["notifications"]!.AsArray().Select(m => m!)];

    public async Task GoAsync(bool online) => (await _server.Control.PutAsJsonAsync($"subscriptions/{Id}", new { online })).EnsureSuccessStatusCode();

    public async Task UnsubscribeAsync() => (await _server.Control.DeleteAsync($"subscriptions/{Id}")).EnsureSuccessStatusCode();
}

internal static class PushServers
{
    public static async Task FailAsync(this PushServer server, object fault) => (await server.Control.PostAsJsonAsync("faults", fault)).EnsureSuccessStatusCode();

    /// <summary>How pushes were answered, by status.</summary>
    public static async Task<int> RequestsAsync(this PushServer server) =>
        (await server.Control.GetFromJsonAsync<Dictionary<string, int>>("requests"))!.Values.Sum();

    public static WebPushClient Client(TimeProvider clock, VapidKey key, TimeSpan? timeout = null, HttpMessageHandler? wire = null) => new(
        wire is null ? WebPushExtensions.Http(new WebPushOptions { RequestTimeout = timeout ?? TimeSpan.FromSeconds(10) }) : new HttpClient(wire),
        new PushEndpoints(PushEndpoints.KnownHosts, allowHttpOnLoopback: true), new VapidTokens("mailto:ops@example.com", clock),
        new OriginPauses(), clock, (publicKey, _) => new(publicKey == key.PublicKey ? key : null));
}
