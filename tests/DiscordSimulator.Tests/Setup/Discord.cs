using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Platform.DiscordSimulator.Tests.Setup;

/// <summary>A running simulator, a bot that may call it, and a clock that stands.</summary>
internal sealed class Discord : IAsyncDisposable
{
    public const string Anna = "200000000000000042";
    public const string Ben = "200000000000000043";
    public const string Guild = "300000000000000001";

    private Discord(DiscordServer server, TestClock clock)
    {
        Server = server;
        Clock = clock;
        Bot = Client("Bot a-token");
    }

    public DiscordServer Server { get; }

    public TestClock Clock { get; }

    public HttpClient Bot { get; }

    /// <summary>Wide limits, so that only the tests about limits meet them.</summary>
    public static async Task<Discord> StartAsync(params (string Name, object Value)[] settings)
    {
        var all = new Dictionary<string, string?> { ["Simulator:BucketLimit"] = "1000", ["Simulator:GlobalLimit"] = "1000" };
        foreach (var (name, value) in settings)
        {
            all[$"Simulator:{name}"] = Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture);
        }

        var clock = new TestClock();
        return new Discord(await DiscordServer.StartAsync(all, clock), clock);
    }

    public const string Application = "1100000000000000001";

    /// <summary>Registers these commands in place of all others; the answer's list.</summary>
    public async Task<JsonArray> RegisterAsync(params object[] commands) =>
        (await ReadAsync(await Bot.PutAsJsonAsync($"applications/{Application}/commands", commands), 200)).AsArray();

    /// <summary>A person types a command.</summary>
    public Task<JsonNode> TypeAsync(string channelId, string name, object? options = null, string userId = Anna, bool force = false, int expected = 200) =>
        ControlAsync(HttpMethod.Post, "command", new { userId, channelId, name, options, force }, expected);

    public HttpClient Client(string? authorization, string? agent = "DiscordBot (https://platform.example, 1.0)")
    {
        var client = new HttpClient { BaseAddress = Server.ApiBaseUrl };
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
        if (agent is not null)
        {
            client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", agent);
        }

        return client;
    }

    public async Task<string> OpenDirectAsync(string userId = Anna)
    {
        var channel = await ReadAsync(await Bot.PostAsJsonAsync("users/@me/channels", new { recipient_id = userId }), 200);
        return channel["id"]!.GetValue<string>();
    }

    public async Task<string> CreateTextChannelAsync(string id = "400000000000000001")
    {
        await ControlAsync(HttpMethod.Put, $"channels/{id}", new { name = "anna", guildId = Guild });
        return id;
    }

    public Task<HttpResponseMessage> PostAsync(string channelId, object message) =>
        Bot.PostAsJsonAsync($"channels/{channelId}/messages", message);

    public async Task<JsonNode> PostedAsync(string channelId, object message) => await ReadAsync(await PostAsync(channelId, message), 200);

    /// <summary>A message with a button of this custom_id; the message's id.</summary>
    public async Task<string> PostButtonAsync(string channelId, string customId = "log:squat")
    {
        var message = await PostedAsync(channelId, new { content = "Squat 3×5", components = new[] { Row(Button(customId)) } });
        return message["id"]!.GetValue<string>();
    }

    public async Task<JsonArray> HistoryAsync(string channelId) =>
        (await ReadAsync(await Bot.GetAsync($"channels/{channelId}/messages"), 200)).AsArray();

    public async Task<JsonNode> ControlAsync(HttpMethod method, string path, object? body = null, int expected = 200)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        return await ReadAsync(await Server.Control.SendAsync(request), expected);
    }

    public Task<JsonNode> PressAsync(string messageId, string customId = "log:squat", string userId = Anna, bool force = false, int expected = 200) =>
        ControlAsync(HttpMethod.Post, "press", new { messageId, customId, userId, force }, expected);

    public static object Button(string customId, string label = "Log", int style = 1) => new { type = 2, style, label, custom_id = customId };

    public static object Row(params object[] components) => new { type = 1, components };

    /// <summary>The answer's JSON, after its status was checked; an empty object if it has none.</summary>
    public static async Task<JsonNode> ReadAsync(HttpResponseMessage response, int expected)
    {
        var text = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(expected, text);
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }

    public static async Task ShouldRefuseAsync(HttpResponseMessage response, int status, int code) =>
        (await ReadAsync(response, status))["code"]!.GetValue<int>().ShouldBe(code);

    public async ValueTask DisposeAsync()
    {
        Bot.Dispose();
        await Server.DisposeAsync();
    }
}
