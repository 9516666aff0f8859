using Platform.DiscordSimulator.Model;

namespace Platform.DiscordSimulator.Api;

/// <summary>Discord's refusals, with its codes and its words.</summary>
internal sealed record DiscordError(int Status, int Code, string Message, object? Errors = null) : IResult
{
    public static readonly DiscordError Unauthorized = new(401, 0, "401: Unauthorized");
    public static readonly DiscordError BlockedAgent = new(403, 40333, "internal network error");
    public static readonly DiscordError NotFound = new(404, 0, "404: Not Found");
    public static readonly DiscordError Internal = new(500, 0, "500: Internal Server Error");
    public static readonly DiscordError UnknownChannel = new(404, 10003, "Unknown Channel");
    public static readonly DiscordError UnknownMessage = new(404, 10008, "Unknown Message");
    public static readonly DiscordError UnknownUser = new(404, 10013, "Unknown User");
    public static readonly DiscordError UnknownWebhook = new(404, 10015, "Unknown Webhook");
    public static readonly DiscordError UnknownInteraction = new(404, 10062, "Unknown interaction");
    public static readonly DiscordError UnknownCommand = new(404, 10063, "Unknown application command");
    public static readonly DiscordError NotYourApplication = new(403, 20012, "You are not authorized to perform this action on this application");
    public static readonly DiscordError TooManyCommands = new(400, 30032, "Maximum number of application commands reached (100).");
    public static readonly DiscordError AlreadyAcknowledged = new(400, 40060, "Interaction has already been acknowledged.");
    public static readonly DiscordError MissingAccess = new(403, 50001, "Missing Access");
    public static readonly DiscordError NotYourMessage = new(403, 50005, "Cannot edit a message authored by another user");
    public static readonly DiscordError EmptyMessage = new(400, 50006, "Cannot send an empty message");
    public static readonly DiscordError CannotDm = new(403, 50007, "Cannot send messages to this user");
    public static readonly DiscordError MissingPermissions = new(403, 50013, "Missing Permissions");
    public static readonly DiscordError BadWebhookToken = new(401, 50027, "Invalid Webhook Token");
    public static readonly DiscordError BadJson = new(400, 50109, "The request body contains invalid JSON.");
    public static readonly DiscordError NoMutualGuild = new(403, 50278, "Cannot send messages to this user due to having no mutual guilds");

    public static DiscordError BadForm(object errors) => new(400, 50035, "Invalid Form Body", errors);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = Status;
        object body = Errors is null ? new { Message, Code } : new { Message, Code, Errors };
        return httpContext.Response.WriteAsJsonAsync(body, DiscordJson.Api);
    }
}
