using System.Collections.Concurrent;
using Platform.DiscordSimulator.Control;

namespace Platform.DiscordSimulator.Api;

/// <summary>What every request of Discord's API passes, in this order: ban, sender, rate limits, injected faults.</summary>
internal sealed class ApiPipeline(
    BotGate gate, RateLimits limits, InvalidRequests invalid, RequestCounts counts, FaultInjector faults)
{
    public const string Prefix = "/api/v10";

    /// <summary>Marks a request whose connection a fault has cut.</summary>
    public static readonly object WasCut = new();

    private readonly ConcurrentDictionary<(string Method, string? Pattern), string> _names = [];

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
            await TooManyRequests.FromCloudflareAsync(http.Response, InvalidRequests.Window);
            return;
        }

        http.Response.OnStarting(static state =>
        {
            var (invalid, response) = ((InvalidRequests, HttpResponse))state;
            invalid.Record(response);
            return Task.CompletedTask;
        }, (invalid, http.Response));

        // The token of an interaction is in its address, and stands outside the bot's global limit.
        var isInteraction = http.GetRouteValue("token") is not null;
        if (gate.Check(http.Request, needsToken: !isInteraction) is { } refusal)
        {
            await refusal.ExecuteAsync(http);
            return;
        }

        var major = http.GetRouteValue("channelId") as string ?? http.GetRouteValue("token") as string;
        var decision = limits.Take(route, major, isInteraction ? null : BotGate.TokenOf(http.Request));
        decision.Describe(http.Response);
        if (!decision.Allowed)
        {
            await new TooManyRequests(decision.ResetAfter, decision.Scope).ExecuteAsync(http);
            return;
        }

        await faults.InvokeAsync(http, route, next);
    }

    /// <summary><c>POST /channels/{channelId}/messages</c>: the method and the route's template.</summary>
    private string RouteName(HttpContext http) => _names.GetOrAdd(
        (http.Request.Method, (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText),
        static key => $"{key.Method} {(key.Pattern ?? "unknown").Replace(Prefix, "", StringComparison.Ordinal)}");
}
