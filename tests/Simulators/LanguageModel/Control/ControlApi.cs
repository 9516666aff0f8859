using System.Text.Json.Nodes;
using Platform.LanguageModelSimulator.Api;

namespace Platform.LanguageModelSimulator.Control;

/// <summary>The simulator's own interface. No sign-in: it listens on loopback.</summary>
internal static class ControlApi
{
    public static void Map(WebApplication app)
    {
        var control = app.MapGroup("/simulator").AddEndpointFilter(RefuseOtherSites);
        control.MapGet("/behaviours", (BehaviourQueue queue) => queue.All);
        control.MapPost("/behaviours", (Behaviour[] behaviours, BehaviourQueue queue) => Add(behaviours, queue));
        control.MapDelete("/behaviours", (BehaviourQueue queue) =>
        {
            queue.Clear();
            return TypedResults.NoContent();
        });
        control.MapGet("/requests", (RequestLog log, string? contains) =>
            log.All.Where(r => contains is null || r.Body.Contains(contains, StringComparison.Ordinal)));
        control.MapGet("/answers", (Answers answers) => answers.All);
        control.MapPut("/answers/{schema}", (string schema, JsonObject answer, Answers answers) =>
        {
            answers.Set(schema, answer);
            return TypedResults.NoContent();
        });
        control.MapPost("/reset", (BehaviourQueue queue, RequestLog log, Answers answers) =>
        {
            queue.Clear();
            log.Clear();
            answers.Clear();
            return TypedResults.NoContent();
        });
    }

    private static IResult Add(Behaviour[] behaviours, BehaviourQueue queue)
    {
        if (behaviours.SelectMany(b => b.Mistakes()).ToList() is { Count: > 0 } mistakes)
        {
            return TypedResults.Problem(
                statusCode: StatusCodes.Status400BadRequest, title: "The request is not valid", detail: string.Join(" ", mistakes));
        }

        foreach (var behaviour in behaviours)
        {
            queue.Add(behaviour);
        }

        return TypedResults.Ok(queue.All);
    }

    // A page of another site, open in the developer's browser, must not program anything here.
    private static async ValueTask<object?> RefuseOtherSites(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site"
            ? TypedResults.Problem(statusCode: StatusCodes.Status403Forbidden, title: "Not from another site")
            : await next(context);
}
