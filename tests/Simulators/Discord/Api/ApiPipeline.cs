using Platform.DiscordSimulator.Control;

namespace Platform.DiscordSimulator.Api;

/// <summary>What every request of Discord's API passes, in this order: ban, sender, rate limits, injected faults.</summary>
internal sealed class ApiPipeline(
    BotGate gate, RateLimits limits, InvalidRequests invalid, RequestCounts counts, FaultInjector faults)
{
    public const string Prefix = "/api/v10";

    /// <summary>Marks a request whose connection a fault has cut.</summary>
    public static readonly object WasCut = new();

    public async Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        var route = RouteName(http);
        try
        {
            await ServeAsync(http, route, next);
        }
        finally
        {
            counts.Record(route, http.Items.ContainsKey(WasCut) || http.RequestAborted.IsCancellationRequested ? 0 : http.Response.StatusCode);
        }
    }

    private async Task ServeAsync(HttpContext http, string route, RequestDelegate next)
    {
        if (invalid.Banned)
        {
            // The front of Discord's network answers here, not its API: no JSON.
            http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            http.Response.Headers.RetryAfter = ((int)InvalidRequests.Window.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
            await http.Response.WriteAsync("error code: 1015");
            return;
        }

        http.Response.OnStarting(() =>
        {
            invalid.Record(http.Response);
            return Task.CompletedTask;
        });
        var isWebhook = http.GetRouteValue("token") is not null;
        if (gate.Check(http.Request, needsToken: !isWebhook) is { } refusal)
        {
            await refusal.ExecuteAsync(http);
            return;
        }

        var major = http.GetRouteValue("channelId") as string ?? http.GetRouteValue("token") as string;
        var decision = limits.Take(route, major, isWebhook ? null : BotGate.TokenOf(http.Request));
        decision.Describe(http.Response);
        if (!decision.Allowed)
        {
            await new TooManyRequests(decision.ResetAfter, decision.Bucket is null ? "global" : "user").ExecuteAsync(http);
            return;
        }

        await faults.InvokeAsync(http, route, next);
    }

    /// <summary><c>POST /channels/{channelId}/messages</c>: the method and the route's template.</summary>
    private static string RouteName(HttpContext http) =>
        $"{http.Request.Method} {((http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "unknown").Replace(Prefix, "", StringComparison.Ordinal)}";
}
