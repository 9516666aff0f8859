using System.Net;
using System.Text.Json;
using Platform.Delivery.Channels.Discord.Limits;

namespace Platform.Delivery.Channels.Discord;

/// <summary>
/// The part of Discord's REST API that posts messages. Requests go to the configured host and nowhere else: addresses
/// are relative, ids are digits, redirects are not followed. A request waits a short while for Discord's limits and is
/// never repeated here.
/// </summary>
/// <remarks>Each method takes the bot by its application's id; null: the first that is configured.</remarks>
internal sealed class DiscordClient(HttpClient http, DiscordBots bots, DiscordMetrics metrics, TimeProvider time)
{
    public const int UnknownChannel = 10003;
    private const int PageSize = 100;

    /// <returns>The id of the channel.</returns>
    public async Task<DiscordAnswer<string>> OpenDirectMessageAsync(string? bot, string recipientId, CancellationToken ct)
    {
        var answer = await SendAsync(
            bot, new("POST users/@me/channels", ""), recipientId, SendPriority.High,
            () => Write(HttpMethod.Post, "users/@me/channels", new { RecipientId = recipientId }), Id, ct);
        if (answer is DiscordAnswer<string>.Done opened)
        {
            bots.Find(bot)!.Lanes.Learn(opened.Value, guildId: null);
        }

        return answer;
    }

    /// <returns>The id of the message.</returns>
    public Task<DiscordAnswer<string>> PostMessageAsync(string? bot, string channelId, object message, SendPriority priority, CancellationToken ct) =>
        SendAsync(
            bot, new("POST channels/{channel}/messages", channelId), lane: null, priority,
            () => Write(HttpMethod.Post, $"channels/{channelId}/messages", message), Id, ct);

    /// <returns>The id of the message.</returns>
    public Task<DiscordAnswer<string>> EditMessageAsync(string? bot, string channelId, string messageId, object message, CancellationToken ct) =>
        SendAsync(
            bot, new("PATCH channels/{channel}/messages/{message}", channelId), lane: null, SendPriority.Low,
            () => Write(HttpMethod.Patch, $"channels/{channelId}/messages/{messageId}", message), Id, ct);

    /// <summary>A page of a channel's messages, newest first, those before <paramref name="before"/>.</summary>
    public Task<DiscordAnswer<MessagePage>> ReadMessagesAsync(string? bot, string channelId, string? before, CancellationToken ct) => SendAsync(
        bot, new("GET channels/{channel}/messages", channelId), lane: null, SendPriority.High,
        () => new(HttpMethod.Get, $"channels/{channelId}/messages?limit={PageSize}{(before is null ? "" : $"&before={before}")}"),
        body => new MessagePage([.. body.EnumerateArray().Select(m => new PostedMessage(Id(m), Nonce(m), Text(m, "content") ?? "", [.. ButtonIds(m)]))], body.GetArrayLength() < PageSize),
        ct);

    /// <summary>Puts these commands in place of all that the bot's application has.</summary>
    /// <returns>How many it has now.</returns>
    public Task<DiscordAnswer<int>> RegisterCommandsAsync(string bot, object commands, CancellationToken ct) => SendAsync(
        bot, new("PUT applications/{application}/commands", ""), "commands", SendPriority.Normal,
        () => Write(HttpMethod.Put, $"applications/{bot}/commands", commands), body => body.GetArrayLength(), ct);

    public static void Configure(HttpClient http, DiscordOptions options)
    {
        http.BaseAddress = new Uri(options.ApiBaseUrl);
        http.Timeout = options.RequestTimeout;
        http.DefaultRequestVersion = HttpVersion.Version20;
        http.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
        http.MaxResponseContentBufferSize = 4 << 20;
        http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "DiscordBot (https://localhost, 1)");
    }

    /// <param name="lane">Null: its channel's.</param>
    private async Task<DiscordAnswer<T>> SendAsync<T>(
        string? applicationId, RouteKey route, string? lane, SendPriority priority, Func<HttpRequestMessage> create,
        Func<JsonElement, T> read, CancellationToken ct)
    {
        if (bots.Find(applicationId) is not { } bot)
        {
            return new DiscordAnswer<T>.Failed($"No bot of the application {applicationId} is configured", Unclear: false);
        }

        if (bots.HeldUntil() is { } held)
        {
            return new DiscordAnswer<T>.Limited(held);
        }

        var asked = time.GetUtcNow();
        var (admitted, until) = await bot.Gate.EnterAsync(route, lane ?? bot.Lanes.Of(route.Major), priority, ct);
        if (admitted is null)
        {
            return new DiscordAnswer<T>.Limited(until);
        }

        if (lane is null && bot.Lanes.ShouldAsk(route.Major, time.GetUtcNow() - asked, time.GetUtcNow()))
        {
            _ = LearnGuildAsync(bot, route.Major);
        }

        return await SendAsync(bot, admitted, create, read, ct);
    }

    private async Task<DiscordAnswer<T>> SendAsync<T>(
        DiscordBot bot, Waiting admitted, Func<HttpRequestMessage> create, Func<JsonElement, T> read, CancellationToken ct)
    {
        RateHeaders? told = null;
        DateTimeOffset? limitedUntil = null;
        DiscordAnswer<T> answer;
        try
        {
            using var request = create();
            request.Headers.TryAddWithoutValidation("Authorization", $"Bot {bot.Token}");
            using var response = await http.SendAsync(request, ct);
            var body = Parse(await response.Content.ReadAsByteArrayAsync(ct));
            told = RateHeaders.Read(response, body);
            answer = Read(told.Status, body, read);
        }
        catch (HttpRequestException failure)
        {
            var neverSent = failure.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
                or HttpRequestError.SecureConnectionError;
            answer = new DiscordAnswer<T>.Failed($"Discord could not be reached ({failure.HttpRequestError})", !neverSent);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            answer = new DiscordAnswer<T>.Failed("Discord did not answer in time", Unclear: true);
        }
        finally
        {
            if (told is not null)
            {
                bots.Note(told);
            }

            limitedUntil = bot.Gate.Leave(admitted, told);
            metrics.Request(admitted.Route.Template, told?.Status);
        }

        return limitedUntil is { } until ? new DiscordAnswer<T>.Limited(until) : answer;
    }

    // One answer tells of a channel's server, a second of all channels of that server.
    private async Task LearnGuildAsync(DiscordBot bot, string channelId)
    {
        var found = await SendAsync(
            bot.ApplicationId, new("GET channels/{channel}", channelId), "lanes", SendPriority.Low,
            () => new(HttpMethod.Get, $"channels/{channelId}"), body => Text(body, "guild_id"), CancellationToken.None);
        if (found is not (DiscordAnswer<string?>.Done or DiscordAnswer<string?>.Refused))
        {
            return;
        }

        var guildId = (found as DiscordAnswer<string?>.Done)?.Value;
        bot.Lanes.Learn(channelId, guildId);
        if (Snowflake.IsValid(guildId))
        {
            var channels = await SendAsync(
                bot.ApplicationId, new("GET guilds/{guild}/channels", guildId), "lanes", SendPriority.Low,
                () => new(HttpMethod.Get, $"guilds/{guildId}/channels"), body => body.EnumerateArray().Select(Id).ToList(), CancellationToken.None);
            (channels as DiscordAnswer<List<string>>.Done)?.Value.ForEach(id => bot.Lanes.Learn(id, guildId));
        }
    }

    private static JsonElement? Parse(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            // A proxy's page instead of Discord's JSON: the status alone has to do.
            return null;
        }
    }

    private static DiscordAnswer<T> Read<T>(int status, JsonElement? body, Func<JsonElement, T> read)
    {
        try
        {
            if (status is >= 200 and < 300 && body is { } json)
            {
                return new DiscordAnswer<T>.Done(read(json));
            }
        }
        catch (Exception unreadable) when (unreadable is InvalidOperationException or KeyNotFoundException)
        {
            // JSON, but not what Discord answers.
        }

        return status switch
        {
            401 => new DiscordAnswer<T>.Failed("Discord refuses the bot token (401)", Unclear: false),
            408 or >= 500 or < 300 => new DiscordAnswer<T>.Failed($"Discord answered {status}", Unclear: true),
            // A proxy's page: Discord itself says why.
            _ when body is null => new DiscordAnswer<T>.Failed($"Discord answered {status} without a reason", Unclear: false),
            _ => new DiscordAnswer<T>.Refused(Code(body), $"Discord refused ({status}, code {Code(body)})"),
        };
    }

    private static HttpRequestMessage Write(HttpMethod method, string address, object body) =>
        new(method, address) { Content = JsonContent.Create(body, body.GetType(), options: DiscordJson.Options) };

    private static string Id(JsonElement body) => body.GetProperty("id").GetString() ?? throw new InvalidOperationException("null id");

    private static string? Nonce(JsonElement message) => Text(message, "nonce");

    private static IEnumerable<string?> ButtonIds(JsonElement message) => List(message, "components").SelectMany(row => List(row, "components"))
        .Select(button => Text(button, "custom_id"));

    private static string? Text(JsonElement holder, string name) =>
        holder.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private static IEnumerable<JsonElement> List(JsonElement holder, string name) =>
        holder.ValueKind == JsonValueKind.Object && holder.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object) : [];

    private static int Code(JsonElement? body) =>
        body is { ValueKind: JsonValueKind.Object } problem && problem.TryGetProperty("code", out var code) && code.TryGetInt32(out var number) ? number : 0;
}
