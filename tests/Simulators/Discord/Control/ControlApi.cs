using Platform.DiscordSimulator.Api;
using Platform.DiscordSimulator.Interactions;
using Platform.DiscordSimulator.Model;

namespace Platform.DiscordSimulator.Control;

/// <summary>The simulator's own interface, for tests and its page. No sign-in: it listens on loopback.</summary>
internal static class ControlApi
{
    public static void Map(WebApplication app)
    {
        var control = app.MapGroup("/simulator").AddEndpointFilter(RefuseOtherSites);
        MapDirectory(control);
        MapActions(control);
        MapFaults(control);

        control.MapGet("/events", (World world, IHostApplicationLifetime host, CancellationToken ct) =>
            TypedResults.ServerSentEvents(Changes.Of(world, host.ApplicationStopping, ct), "changed"));
        control.MapGet("/requests", (RequestCounts counts, InvalidRequests invalid) => Requests(counts, invalid));
        control.MapPost("/reset", (World world, FaultList faults, RateLimits limits, InvalidRequests invalid, RequestCounts counts) =>
        {
            world.Clear();
            faults.Replace([]);
            limits.Clear();
            invalid.Clear();
            counts.Clear();
            return TypedResults.NoContent();
        });
    }

    private static void MapDirectory(RouteGroupBuilder control)
    {
        control.MapGet("/state", (World world, Roster roster, FaultList faults, RequestCounts counts, InvalidRequests invalid) => TypedResults.Ok(new
        {
            world.Revision,
            roster.Settings,
            Bots = roster.Bots(),
            Guilds = roster.Guilds(),
            Channels = roster.Channels(),
            People = roster.People(),
            Faults = faults.All,
            Requests = Requests(counts, invalid),
        }));
        control.MapGet("/settings", (Roster roster) => roster.Settings);
        control.MapPut("/settings", (SettingsChange change, Roster roster) => roster.Change(change));
        control.MapGet("/channels", (Roster roster) => roster.Channels());
        control.MapPut("/channels/{id}", (Snowflake id, ChannelChange change, Roster roster) => roster.Change(id, change));
        control.MapGet("/channels/{id}/messages", (Snowflake id, Roster roster) => roster.Messages(id));
        control.MapGet("/messages", (Roster roster) => roster.AllMessages());
        control.MapGet("/users", (Roster roster) => roster.People());
        control.MapPut("/users/{id}", (Snowflake id, PersonChange change, Roster roster) => roster.Change(id, change));
        control.MapGet("/bots", (Roster roster) => roster.Bots());
        control.MapPut("/bots/{id}", (Snowflake id, BotChange change, Roster roster) => roster.Change(id, change));
        control.MapGet("/guilds", (Roster roster) => roster.Guilds());
        control.MapPut("/guilds/{id}", (Snowflake id, GuildChange change, Roster roster) => roster.Change(id, change));
        control.MapPut("/guilds/{id}/members/{userId}", (Snowflake id, Snowflake userId, Roster roster) => roster.Change(id, userId, member: true));
        control.MapDelete("/guilds/{id}/members/{userId}", (Snowflake id, Snowflake userId, Roster roster) => roster.Change(id, userId, member: false));
        control.MapGet("/channels/{id}/commands", (Snowflake id, CommandActions commands) => commands.Offered(id));
        control.MapGet("/interactions", (Roster roster) => roster.Interactions());
        control.MapGet("/interactions/{id}", (Snowflake id, Roster roster) => roster.Interaction(id));
        control.MapGet("/modals/{id}", (Snowflake id, Roster roster) => roster.Modal(id));
    }

    private static void MapActions(RouteGroupBuilder control)
    {
        control.MapPost("/press", (Press press, Actions actions, CancellationToken ct) => actions.PressAsync(press, ct));
        control.MapPost("/submit", (Submit submit, Actions actions, CancellationToken ct) => actions.SubmitAsync(submit, ct));
        control.MapPost("/command", (TypedCommand typed, CommandActions commands, CancellationToken ct) => commands.RunAsync(typed, ct));
        control.MapPost("/autocomplete", (TypedCommand typed, CommandActions commands, CancellationToken ct) => commands.CompleteAsync(typed, ct));
        control.MapPost("/replay", (Replay replay, Actions actions, CancellationToken ct) => actions.ReplayAsync(replay, ct));
        control.MapPost("/send", (Send send, Actions actions, CancellationToken ct) => actions.SendAsync(send, ct));
        control.MapPost("/ping", (Forger forger, Bots bots, Snowflake? botId, CancellationToken ct) => forger.PingAsync(bots.Of(botId), ct));
    }

    private static void MapFaults(RouteGroupBuilder control)
    {
        control.MapGet("/faults", (FaultList faults) => faults.All);
        control.MapPut("/faults", (OneOrMore<Fault> given, FaultList faults) => Checked(given.Items, () => faults.Replace(given.Items), faults));
        control.MapPost("/faults", (Fault fault, FaultList faults) => Checked([fault], () => faults.Add(fault), faults));
        control.MapDelete("/faults", (FaultList faults) =>
        {
            faults.Replace([]);
            return TypedResults.NoContent();
        });
        control.MapDelete("/faults/{id:int}", (int id, FaultList faults) =>
            faults.Remove(id) ? (IResult)TypedResults.NoContent() : Refusals.NotFound("fault"));
    }

    private static IResult Checked(IReadOnlyList<Fault> given, Action accept, FaultList faults)
    {
        if (given.SelectMany(fault => fault.Mistakes()).ToList() is { Count: > 0 } mistakes)
        {
            return Refusals.Invalid(mistakes);
        }

        accept();
        return TypedResults.Ok(faults.All);
    }

    private static RequestReport Requests(RequestCounts counts, InvalidRequests invalid)
    {
        var routes = counts.All;
        return new RequestReport(routes.Sum(route => route.Count), routes, invalid.Count, invalid.Limit);
    }

    // A page of another site, open in the developer's browser, must not reset or press anything here.
    private static async ValueTask<object?> RefuseOtherSites(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site"
            ? TypedResults.Problem(statusCode: StatusCodes.Status403Forbidden, title: "Not from another site")
            : await next(context);
}

/// <param name="Invalid">Answers of 401, 403 and 429 in the last ten minutes.</param>
/// <param name="InvalidLimit">As many ban the caller.</param>
internal sealed record RequestReport(int Total, IReadOnlyList<RequestCount> Routes, int Invalid, int InvalidLimit);
