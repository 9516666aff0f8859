using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Platform.Delivery.Channels.Discord;

/// <summary>
/// The part of Discord's REST API that posts messages. Requests go to the configured host and nowhere else: addresses
/// are relative, ids are digits, redirects are not followed. A post is never repeated here.
/// </summary>
internal sealed class DiscordClient(HttpClient http, RateLimits limits, TimeProvider time)
{
    public const int UnknownChannel = 10003;
    private const int PageSize = 100;

    public Task<DiscordAnswer<string>> OpenDirectMessageAsync(string? bot, string recipientId, CancellationToken ct) => SendAsync(
        "POST users/@me/channels", () => Post("users/@me/channels", new { RecipientId = recipientId }), Id, ct);

    /// <returns>The id of the message.</returns>
    public Task<DiscordAnswer<string>> PostMessageAsync(string? bot, string channelId, object message, SendPriority priority, CancellationToken ct) => SendAsync(
        $"POST channels/{channelId}/messages", () => Post($"channels/{channelId}/messages", message), Id, ct);

    public Task<DiscordAnswer<string>> EditMessageAsync(string? bot, string channelId, string messageId, object message, CancellationToken ct) => SendAsync(
        $"PATCH channels/{channelId}/messages", () => new HttpRequestMessage(HttpMethod.Patch, $"channels/{channelId}/messages/{messageId}")
        {
            Content = JsonContent.Create(message, message.GetType(), options: DiscordJson.Options),
        }, Id, ct);

    /// <summary>A page of a channel's messages, newest first, those before <paramref name="before"/>.</summary>
    public Task<DiscordAnswer<MessagePage>> ReadMessagesAsync(string? bot, string channelId, string? before, CancellationToken ct) => SendAsync(
        $"GET channels/{channelId}/messages",
        () => new HttpRequestMessage(HttpMethod.Get, $"channels/{channelId}/messages?limit={PageSize}{(before is null ? "" : $"&before={before}")}"),
        body => new MessagePage([.. body.EnumerateArray().Select(m => new PostedMessage(Id(m), Nonce(m), [.. ButtonIds(m)]))], body.GetArrayLength() < PageSize),
        ct);

    public static void Configure(HttpClient http, DiscordOptions options)
    {
        http.BaseAddress = new Uri(options.ApiBaseUrl);
        http.Timeout = options.RequestTimeout;
        http.MaxResponseContentBufferSize = 4 << 20;
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bot {options.BotToken}");
        http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "DiscordBot (https://localhost, 1)");
    }

    private async Task<DiscordAnswer<T>> SendAsync<T>(
        string route, Func<HttpRequestMessage> create, Func<JsonElement, T> read, CancellationToken ct)
    {
        if (limits.TryTake(route, time.GetUtcNow()) is { } later)
        {
            return new DiscordAnswer<T>.Limited(later);
        }

        try
        {
            using var request = create();
            using var response = await http.SendAsync(request, ct);
            var limitedUntil = limits.Note(route, response, time.GetUtcNow());
            return limitedUntil is { } until ? new DiscordAnswer<T>.Limited(until) : await ReadAsync(response, read, ct);
        }
        catch (HttpRequestException failure)
        {
            var neverSent = failure.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
                or HttpRequestError.SecureConnectionError;
            return new DiscordAnswer<T>.Failed($"Discord could not be reached ({failure.HttpRequestError})", !neverSent);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new DiscordAnswer<T>.Failed("Discord did not answer in time", Unclear: true);
        }
    }

    private static async Task<DiscordAnswer<T>> ReadAsync<T>(HttpResponseMessage response, Func<JsonElement, T> read, CancellationToken ct)
    {
        var status = (int)response.StatusCode;
        JsonElement? body = null;
        try
        {
            using var document = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(ct));
            body = document.RootElement.Clone();
            if (response.IsSuccessStatusCode)
            {
                return new DiscordAnswer<T>.Done(read(body.Value));
            }
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            // A proxy's page instead of Discord's JSON: the status alone has to do.
        }

        return response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => new DiscordAnswer<T>.Failed("Discord refuses the bot token (401)", Unclear: false),
            HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError or < HttpStatusCode.MultipleChoices =>
                new DiscordAnswer<T>.Failed($"Discord answered {status}", Unclear: true),
            _ => new DiscordAnswer<T>.Refused(Code(body), $"Discord refused ({status}, code {Code(body)})"),
        };
    }

    private static HttpRequestMessage Post(string address, object body) =>
        new(HttpMethod.Post, address) { Content = JsonContent.Create(body, body.GetType(), options: DiscordJson.Options) };

    private static string Id(JsonElement body) => body.GetProperty("id").GetString() ?? throw new InvalidOperationException("null id");

    private static string? Nonce(JsonElement message) =>
        message.TryGetProperty("nonce", out var nonce) && nonce.ValueKind == JsonValueKind.String ? nonce.GetString() : null;

    private static IEnumerable<string?> ButtonIds(JsonElement message) => List(message, "components").SelectMany(row => List(row, "components"))
        .Select(button => button.TryGetProperty("custom_id", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null);

    private static IEnumerable<JsonElement> List(JsonElement holder, string name) =>
        holder.ValueKind == JsonValueKind.Object && holder.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object) : [];

    private static int Code(JsonElement? body) =>
        body is { ValueKind: JsonValueKind.Object } problem && problem.TryGetProperty("code", out var code) && code.TryGetInt32(out var number) ? number : 0;
}

/// <param name="IsLast">The channel has no older messages.</param>
internal sealed record MessagePage(IReadOnlyList<PostedMessage> Messages, bool IsLast);

/// <param name="ButtonIds">The <c>custom_id</c> of each of its buttons.</param>
internal sealed record PostedMessage(string Id, string? Nonce, IReadOnlyList<string?> ButtonIds)
{
    /// <summary>By its nonce, and by its buttons: Discord's description promises no nonce in a channel's history.</summary>
    public bool Is(Guid deliveryId, string nonce) => Nonce == nonce || ButtonIds.Any(id => LogId.Parse(id)?.DeliveryId == deliveryId);
}

internal enum SendPriority
{
    High,
    Normal,
    Low,
}
