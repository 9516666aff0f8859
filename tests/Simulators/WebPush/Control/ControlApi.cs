using Platform.WebPushSimulator.Browser;

namespace Platform.WebPushSimulator.Control;

/// <summary>The simulator's own interface, for tests and its page. No sign-in: it listens on loopback.</summary>
internal static class ControlApi
{
    public static void Map(WebApplication app)
    {
        var control = app.MapGroup("/simulator").AddEndpointFilter(RefuseOtherSites);
        MapBrowsers(control);
        MapFaults(control);
        control.MapGet("/requests", (RequestCounts counts) => counts.All);
        control.MapGet("/state", (Browsers browsers, FaultList faults, RequestCounts counts) => new
        {
            browsers.Revision,
            Subscriptions = browsers.All.Select(agent => agent.View()),
            Faults = faults.All,
            Requests = counts.All,
        });
        control.MapPost("/reset", (Browsers browsers, FaultList faults, RequestCounts counts) =>
        {
            browsers.Clear();
            faults.Clear();
            counts.Clear();
            return TypedResults.NoContent();
        });
    }

    private static void MapBrowsers(RouteGroupBuilder control)
    {
        var subscriptions = control.MapGroup("/subscriptions");
        subscriptions.MapGet("", (Browsers browsers) => browsers.All.Select(agent => agent.View()));
        subscriptions.MapPost("", (NewSubscription? wanted, HttpRequest request, Browsers browsers) =>
        {
            var agent = browsers.Subscribe(
                wanted?.Name ?? "Browser", $"{request.Scheme}://{request.Host}", wanted?.ApplicationServerKey, wanted?.Online ?? true);
            return TypedResults.Created($"/simulator/subscriptions/{agent.Id}", agent.View());
        });
        subscriptions.MapGet("/{id:guid}", (Guid id, Browsers browsers) => With(id, browsers, _ => { }));
        subscriptions.MapPut("/{id:guid}", (Guid id, SubscriptionChange change, Browsers browsers) => With(id, browsers, agent => agent.Change(change.Online)));
        subscriptions.MapDelete("/{id:guid}", (Guid id, Browsers browsers) => With(id, browsers, agent => agent.Unsubscribe()));
        subscriptions.MapPost("/{id:guid}/dismiss", (Guid id, string? tag, Browsers browsers) => With(id, browsers, agent => agent.Dismiss(tag)));
    }

    private static void MapFaults(RouteGroupBuilder control)
    {
        control.MapGet("/faults", (FaultList faults) => faults.All);
        control.MapPost("/faults", IResult (Fault fault, FaultList faults) =>
        {
            if (fault.Mistakes().ToList() is { Count: > 0 } mistakes)
            {
                return TypedResults.Problem(statusCode: StatusCodes.Status400BadRequest, title: "The request is not valid", detail: string.Join(" ", mistakes));
            }

            faults.Add(fault);
            return TypedResults.Ok(faults.All);
        });
        control.MapDelete("/faults", (FaultList faults) =>
        {
            faults.Clear();
            return TypedResults.NoContent();
        });
    }

    private static IResult With(Guid id, Browsers browsers, Action<UserAgent> act)
    {
        if (browsers.Find(id) is not { } agent)
        {
            return TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, title: "Not found", detail: "There is no such subscription.");
        }

        act(agent);
        return TypedResults.Ok(agent.View());
    }

    // A page of another site, open in the developer's browser, must not reset or subscribe anything here.
    private static async ValueTask<object?> RefuseOtherSites(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site"
            ? TypedResults.Problem(statusCode: StatusCodes.Status403Forbidden, title: "Not from another site")
            : await next(context);
}

/// <param name="ApplicationServerKey">The only VAPID key whose messages are taken; null: any.</param>
/// <param name="Online">Null: yes.</param>
internal sealed record NewSubscription(string? Name, string? ApplicationServerKey, bool? Online);

internal sealed record SubscriptionChange(bool Online);
