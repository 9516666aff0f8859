using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.DiscordSimulator.Api;
using Platform.DiscordSimulator.Model;

namespace Platform.DiscordSimulator.Control;

/// <summary>Lets a request meet the fault that is switched on for it.</summary>
internal sealed class FaultInjector(FaultList faults, World world, TimeProvider time)
{
    private const int MostBytes = 1 << 20;

    public async Task InvokeAsync(HttpContext http, string route, RequestDelegate next)
    {
        if (faults.IsEmpty || faults.Take(await ScopeAsync(http, route)) is not { } fault)
        {
            await next(http);
            return;
        }

        switch (fault.Mode)
        {
            case FaultMode.Error500:
                await DiscordError.Internal.ExecuteAsync(http);
                break;
            case FaultMode.RateLimited:
                await LimitAsync(http, TimeSpan.FromSeconds(fault.RetryAfterSeconds ?? 1), fault.LimitScope);
                break;
            case FaultMode.Cloudflare:
                await TooManyRequests.FromCloudflareAsync(http.Response, TimeSpan.FromSeconds(fault.RetryAfterSeconds ?? 1));
                break;
            case FaultMode.BadGateway:
                await AnswerAsGatewayAsync(http.Response, fault.Status ?? StatusCodes.Status502BadGateway);
                break;
            case FaultMode.NoMutualGuild:
                await DiscordError.NoMutualGuild.ExecuteAsync(http);
                break;
            case FaultMode.MissingPermissions:
                await DiscordError.MissingPermissions.ExecuteAsync(http);
                break;
            case FaultMode.Refuse:
                await DiscordError.MissingAccess.ExecuteAsync(http);
                break;
            case FaultMode.CannotDm:
                await DiscordError.CannotDm.ExecuteAsync(http);
                break;
            case FaultMode.UnknownChannel:
                await DiscordError.UnknownChannel.ExecuteAsync(http);
                break;
            case FaultMode.DropConnection:
                await WaitAsync(http, fault.DelayMs ?? 0);
                Cut(http);
                break;
            case FaultMode.Slow:
                await AnswerLateAsync(http, fault.DelayMs ?? 2_000, next);
                break;
            case FaultMode.TimeoutAfterStore:
                await StoreAndFallSilentAsync(http, fault.DelayMs ?? 30_000, next);
                break;
        }
    }

    // The headers tell of the limit that was met: a bucket used up, one that others used up, or none at all.
    private Task LimitAsync(HttpContext http, TimeSpan retryAfter, string scope)
    {
        var headers = http.Response.Headers;
        if (scope == "global")
        {
            foreach (var name in headers.Keys.Where(name => name.StartsWith("X-RateLimit-", StringComparison.OrdinalIgnoreCase)).ToList())
            {
                headers.Remove(name);
            }
        }
        else if (headers.ContainsKey("X-RateLimit-Bucket"))
        {
            var reset = (time.GetUtcNow() + retryAfter).ToUnixTimeMilliseconds() / 1000m;
            headers["X-RateLimit-Reset"] = reset.ToString("0.000", CultureInfo.InvariantCulture);
            headers["X-RateLimit-Reset-After"] = retryAfter.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);
            if (scope == "user")
            {
                headers["X-RateLimit-Remaining"] = "0";
            }
        }

        return new TooManyRequests(retryAfter, scope).ExecuteAsync(http);
    }

    private static Task AnswerAsGatewayAsync(HttpResponse response, int status)
    {
        var reason = status switch { 502 => "Bad Gateway", 503 => "Service Temporarily Unavailable", _ => "Gateway Time-out" };
        response.StatusCode = status;
        response.ContentType = "text/html";
        return response.WriteAsync(
            $"<html>\r\n<head><title>{status} {reason}</title></head>\r\n<body>\r\n<center><h1>{status} {reason}</h1></center>\r\n</body>\r\n</html>\r\n");
    }

    // The request is served at once and only its answer waits: a caller that gives up does not know whether it was.
    private async Task AnswerLateAsync(HttpContext http, int milliseconds, RequestDelegate next)
    {
        var wire = http.Response.Body;
        using var held = new MemoryStream();
        http.Response.Body = held;
        await next(http);
        await WaitAsync(http, milliseconds);
        http.Response.Body = wire;
        await wire.WriteAsync(held.ToArray(), http.RequestAborted);
    }

    private async Task StoreAndFallSilentAsync(HttpContext http, int milliseconds, RequestDelegate next)
    {
        http.Response.Body = Stream.Null;
        await next(http);
        await WaitAsync(http, milliseconds);
        Cut(http);
    }

    private static void Cut(HttpContext http)
    {
        http.Items[ApiPipeline.WasCut] = true;
        http.Abort();
    }

    private async Task WaitAsync(HttpContext http, int milliseconds)
    {
        try
        {
            await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), time, http.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The caller gave up waiting: that is the fault's purpose.
        }
    }

    private async Task<RequestScope> ScopeAsync(HttpContext http, string route)
    {
        if (Snowflake.TryParse(http.GetRouteValue("channelId") as string, null, out var channelId))
        {
            return new RequestScope(route, channelId, world.FindChannel(channelId)?.Recipient);
        }

        var opensDirect = http.Request.Path.Value?.EndsWith("/users/@me/channels", StringComparison.Ordinal) == true;
        return new RequestScope(route, null, opensDirect ? await RecipientAsync(http.Request) : null);
    }

    private static async Task<Snowflake?> RecipientAsync(HttpRequest request)
    {
        request.EnableBuffering(MostBytes, MostBytes);
        try
        {
            var body = await JsonNode.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted);
            return Snowflake.TryParse((body as JsonObject)?["recipient_id"]?.ToString(), null, out var id) ? id : null;
        }
        catch (JsonException)
        {
            return null;
        }
        finally
        {
            request.Body.Position = 0;
        }
    }
}
