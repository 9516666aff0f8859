namespace Platform.Delivery.Channels.Discord.Limits;

/// <summary>What Discord counts requests by: <c>POST channels/{channel}/messages</c> and the channel.</summary>
/// <param name="Template">The method and the path, with names in place of ids.</param>
/// <param name="Major">The channel or guild, which has counts of its own; empty where the route has none.</param>
internal readonly record struct RouteKey(string Template, string Major);
