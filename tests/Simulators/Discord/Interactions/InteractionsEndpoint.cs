using System.Diagnostics;
using System.Text.Json;
using Platform.DiscordSimulator.Model;

namespace Platform.DiscordSimulator.Interactions;

/// <summary>The bytes and headers of one request to the application. A null header is not sent.</summary>
internal sealed record SignedRequest(byte[] Body, string? Timestamp, string? Signature);

/// <summary>What came back.</summary>
/// <param name="Status">HTTP's status; 0: no answer within the limit, or no connection.</param>
/// <param name="Response">The answer's JSON, null if it was none.</param>
/// <param name="Failure">Why there is no usable answer.</param>
internal sealed record Exchange(int Status, long LatencyMs, JsonElement? Response, string? Failure)
{
    /// <summary>202 without a body: the answer comes as a request of its own.</summary>
    public bool LeavesAnswerToCallback => Status == StatusCodes.Status202Accepted && Response is null;
}

/// <summary>The application's interactions endpoint, as Discord calls it.</summary>
internal sealed class InteractionsEndpoint(IHttpClientFactory clients, SimulatorOptions options, TimeProvider time)
{
    public const string ClientName = "interactions";
    private const int MostBytes = 1 << 20;

    public async Task<Exchange> PostAsync(Bot bot, SignedRequest signed, CancellationToken ct)
    {
        if (bot.InteractionsUrl is not { } url)
        {
            return new Exchange(0, 0, null, "No interactions endpoint is configured (Simulator:InteractionsUrl).");
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(signed.Body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.UserAgent.ParseAdd("Discord-Interactions/1.0 (+https://discord.com)");
        Add(request, "X-Signature-Ed25519", signed.Signature);
        Add(request, "X-Signature-Timestamp", signed.Timestamp);

        var started = Stopwatch.GetTimestamp();
        using var limit = new CancellationTokenSource(options.InteractionLimit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            using var response = await clients.CreateClient(ClientName).SendAsync(request, both.Token);
            var bytes = await response.Content.ReadAsByteArrayAsync(both.Token);
            var (json, failure) = Read(response, bytes);
            return new Exchange((int)response.StatusCode, Elapsed(started), json, failure);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new Exchange(0, Elapsed(started), null, $"No answer within {options.InteractionLimit.TotalSeconds:0.###} s.");
        }
        catch (HttpRequestException failure)
        {
            return new Exchange(0, Elapsed(started), null, $"The endpoint cannot be reached: {failure.Message}");
        }
    }

    private static (JsonElement? Json, string? Failure) Read(HttpResponseMessage response, byte[] bytes)
    {
        JsonElement? json = null;
        var type = response.Content.Headers.ContentType?.MediaType;
        try
        {
            json = bytes.Length is > 0 and <= MostBytes ? JsonSerializer.Deserialize<JsonElement>(bytes, DiscordJson.Api) : null;
        }
        catch (JsonException)
        {
            // Said below.
        }

        var failure = !response.IsSuccessStatusCode ? $"The endpoint answered {(int)response.StatusCode}."
            : json is not { ValueKind: JsonValueKind.Object } ? "The answer is no JSON object."
            : type != "application/json" ? $"The answer's Content-Type is {type ?? "missing"}, not application/json."
            : null;
        return (json, failure);
    }

    private static void Add(HttpRequestMessage request, string name, string? value)
    {
        if (value is not null)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }

    private static long Elapsed(long started) => (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds;
}
