extern alias simulator;

using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Platform.Delivery.Tests.Setup;

/// <summary>The Discord simulator in this process, over real HTTP, by the test's clock; and a person in front of it.</summary>
public sealed class Discord : IAsyncDisposable
{
    private readonly WebApplicationFactory<simulator::Program> _factory;

    private Discord(WebApplicationFactory<simulator::Program> factory)
    {
        _factory = factory;
        Control = new() { BaseAddress = new Uri(_factory.ClientOptions.BaseAddress, "simulator/") };
    }

    public HttpClient Control { get; }

    public Uri Api => new(_factory.ClientOptions.BaseAddress, "api/v10/");

    /// <param name="botToken">The one token it lets in; null: any.</param>
    public static Discord Start(TimeProvider clock, string? botToken)
    {
        var factory = new WebApplicationFactory<simulator::Program>().WithWebHostBuilder(web =>
        {
            web.UseContentRoot(AppContext.BaseDirectory);
            web.UseSetting("urls", "http://127.0.0.1:0");
            web.UseSetting("Logging:LogLevel:Default", "Error");
            web.UseSetting("Simulator:BotToken", botToken);
            web.ConfigureServices(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));
        });
        factory.UseKestrel(0);
        factory.StartServer();
        return new(factory);
    }

    public async Task UseInteractionsAsync(Uri url) =>
        (await Control.PutAsJsonAsync("settings", new { interactionsUrl = url })).EnsureSuccessStatusCode();

    /// <summary>Every message of every channel, those that only one person sees left out.</summary>
    public async Task<IReadOnlyList<JsonNode>> PostsAsync() =>
        [.. (await Control.GetFromJsonAsync<JsonArray>("messages"))!.Where(m => m!["nonce"] is not null).Select(m => m!)];

    /// <summary>Switches a fault on: mode, and optionally count, userId, delayMs, retryAfterSeconds, route.</summary>
    public async Task FailAsync(object fault) => (await Control.PostAsJsonAsync("faults", fault)).EnsureSuccessStatusCode();

    public async Task RecoverAsync() => (await Control.DeleteAsync("faults")).EnsureSuccessStatusCode();

    public async Task<int> RequestsAsync(string route) =>
        (await Control.GetFromJsonAsync<JsonNode>("requests"))!["routes"]!.AsArray()
            .Where(r => r!["route"]!.GetValue<string>() == route).Sum(r => r!["count"]!.GetValue<int>());

    public Task<JsonNode> PressAsync(JsonNode post, string customId, string userId, bool force = false) =>
        ActAsync("press", new { messageId = post["id"]!.GetValue<string>(), customId, userId, force });

    /// <summary>Submits without opening: what a client could send, whether or not it was offered.</summary>
    public Task<JsonNode> SubmitAsync(JsonNode post, string customId, string userId, string weight, string reps) => ActAsync("submit", new
    {
        userId, customId, messageId = post["id"]!.GetValue<string>(), values = new Dictionary<string, string> { ["weight"] = weight, ["reps"] = reps }, force = true,
    });

    public Task<JsonNode> SubmitModalAsync(string modalId, string userId, params (string Input, string Value)[] values) =>
        ActAsync("submit", new { userId, modalId, values = values.ToDictionary(v => v.Input, v => v.Value) });

    public Task<JsonNode> ReplayAsync(string interactionId) => ActAsync("replay", new { interactionId });

    /// <summary>The application's answer to a forged or odd request.</summary>
    public Task<JsonNode> SendAsync(object body, string tamper = "none", int? ageSeconds = null) => ActAsync("send", new { body, tamper, ageSeconds });

    public async ValueTask DisposeAsync()
    {
        Control.Dispose();
        await _factory.DisposeAsync();
    }

    private async Task<JsonNode> ActAsync(string action, object body)
    {
        var response = await Control.PostAsJsonAsync(action, body, JsonSerializerOptions.Web);
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonNode.Parse(text)!;
    }
}

/// <summary>What an interaction's outcome shows.</summary>
internal static class Outcomes
{
    public static string Content(this JsonNode outcome) =>
        outcome["response"]?["data"]?["content"]?.GetValue<string>() ?? throw new InvalidOperationException(outcome.ToJsonString());

    /// <summary>A message's text, its no-break spaces as spaces.</summary>
    public static string Text(this JsonNode message) =>
        message["content"]!.GetValue<string>().Replace('\u00A0', ' ').Replace('\u202F', ' ');

    public static string ResultOf(this JsonNode outcome) => outcome["result"]!.GetValue<string>();

    public static IReadOnlyList<(string Label, string CustomId)> Buttons(this JsonNode message) =>
    [
        .. message["components"]!.AsArray().SelectMany(row => row!["components"]!.AsArray())
            .Select(button => (button!["label"]!.GetValue<string>(), button["custom_id"]!.GetValue<string>())),
    ];

    public static string Button(this JsonNode message, string label) => message.Buttons().Single(b => b.Label == label).CustomId;
}
