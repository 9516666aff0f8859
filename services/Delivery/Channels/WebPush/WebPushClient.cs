using System.Globalization;
using System.Net;
using System.Security.Cryptography;

namespace Platform.Delivery.Channels.WebPush;

/// <summary>
/// Sends messages to push services (RFC 8030). Requests go to allowed hosts and nowhere else, redirects are not followed,
/// and what an answer says beyond its status is not read. A message is never repeated here.
/// </summary>
/// <param name="findKey">The VAPID key pair of a public key; null where it is not ours (any more).</param>
internal sealed class WebPushClient(
    HttpClient http, PushEndpoints endpoints, VapidTokens tokens, OriginPauses pauses, TimeProvider time,
    Func<string, CancellationToken, ValueTask<VapidKey?>> findKey)
{
    private static readonly TimeSpan UnknownPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(1);

    /// <param name="payload">At most <see cref="MessageEncryption.MostPayloadBytes"/>, not encrypted yet.</param>
    public async Task<PushAnswer> SendAsync(PushSubscription subscription, ReadOnlyMemory<byte> payload, PushOptions options, CancellationToken ct)
    {
        if (payload.Length > MessageEncryption.MostPayloadBytes)
        {
            return new PushAnswer.TooLarge();
        }

        if (!endpoints.TryRead(subscription.Endpoint, out var endpoint, out _))
        {
            return new PushAnswer.Refused("the subscription's address is not one that may be sent to");
        }

        var origin = endpoint.GetLeftPart(UriPartial.Authority);
        if (pauses.Until(origin, time.GetUtcNow()) is { } later)
        {
            return new PushAnswer.Limited(later);
        }

        if (await findKey(subscription.PublicKey, ct) is not { } key)
        {
            return new PushAnswer.Refused("the subscription was made for a VAPID key that is not held any more");
        }

        if (Encrypt(subscription, payload.Span) is not { } body)
        {
            return new PushAnswer.Refused("the subscription's keys are damaged");
        }

        using var request = Request(endpoint, body, options, tokens.Get(key, origin));
        return await SendAsync(request, origin, ct);
    }

    private byte[]? Encrypt(PushSubscription subscription, ReadOnlySpan<byte> payload)
    {
        try
        {
            return MessageEncryption.Encrypt(payload, subscription.P256dh, subscription.Auth);
        }
        catch (Exception damaged) when (damaged is CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    private static HttpRequestMessage Request(Uri endpoint, byte[] body, PushOptions options, string authorization)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, endpoint)
        {
            Content = new ByteArrayContent(body),
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/octet-stream");
        request.Content.Headers.TryAddWithoutValidation("Content-Encoding", "aes128gcm");
        var headers = request.Headers;
        headers.TryAddWithoutValidation("Authorization", authorization);
        headers.TryAddWithoutValidation("TTL", ((long)options.Ttl.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        headers.TryAddWithoutValidation("Urgency", options.UrgencyName);
        if (options.Topic is not null)
        {
            headers.TryAddWithoutValidation("Topic", options.Topic);
        }

        return request;
    }

    private async Task<PushAnswer> SendAsync(HttpRequestMessage request, string origin, CancellationToken ct)
    {
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            return Read(response, origin);
        }
        catch (HttpRequestException failure)
        {
            var neverSent = failure.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
                or HttpRequestError.SecureConnectionError;
            return new PushAnswer.Failed($"the push service could not be reached ({failure.HttpRequestError})", !neverSent);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new PushAnswer.Failed("the push service did not answer in time", Unclear: true);
        }
    }

    private PushAnswer Read(HttpResponseMessage response, string origin)
    {
        var status = (int)response.StatusCode;
        switch (response.StatusCode)
        {
            case >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices:
                return new PushAnswer.Accepted();
            case HttpStatusCode.NotFound or HttpStatusCode.Gone:
                return new PushAnswer.Gone();
            case HttpStatusCode.RequestEntityTooLarge:
                return new PushAnswer.TooLarge();
            case HttpStatusCode.TooManyRequests:
                return Limited(RetryAfter(response) ?? UnknownPause, origin);
            case HttpStatusCode.ServiceUnavailable when RetryAfter(response) is { } pause:
                return Limited(pause, origin);
            case HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden:
                return new PushAnswer.Refused($"the push service refuses our VAPID signature ({status})");
            case HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError:
                return new PushAnswer.Failed($"the push service answered {status}", Unclear: true);
            default:
                return new PushAnswer.Refused($"the push service does not take the message ({status})");
        }
    }

    // The next message would be turned away too: one that has been asked to wait is not asked again by everybody.
    private PushAnswer.Limited Limited(TimeSpan pause, string origin)
    {
        var now = time.GetUtcNow();
        var until = now + (pause < LongestPause ? pause : LongestPause);
        pauses.Pause(origin, until, now);
        return new(until);
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date - time.GetUtcNow() is var wait => wait > TimeSpan.Zero ? wait : TimeSpan.Zero,
        _ => null,
    };
}
