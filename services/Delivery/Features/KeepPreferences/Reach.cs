using Platform.Delivery.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Delivery.Features.KeepPreferences;

/// <summary>Whether a person can be reached by a channel.</summary>
/// <param name="Channel"><c>discord</c> or <c>web_push</c>.</param>
/// <param name="State">
/// Of Discord <c>linked</c>, <c>named</c> (by the profile, not proven) or <c>none</c>; of Web Push <c>subscribed</c> or <c>none</c>.
/// </param>
/// <param name="Usable">There is an address that is not stopped.</param>
/// <param name="Subscriptions">Of Web Push: how many browsers take pushes.</param>
/// <param name="Stopped">Addresses that turned out to be dead ends; <c>POST …/channels/{channel}/resume</c> tries them again.</param>
internal sealed record ChannelReach(string Channel, string State, bool Usable, int? Subscriptions, IReadOnlyList<StoppedAddress> Stopped);

/// <param name="Reason">In plain words.</param>
internal sealed record StoppedAddress(string Reason, DateTimeOffset Since);

internal static class Reach
{
    /// <remarks>As the background sees it: a profile's account counts only if nobody else has proven it to be theirs.</remarks>
    public static async Task<IReadOnlyList<ChannelReach>> ReadAsync(Guid userId, DateTimeOffset now, Database database, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var found = (await work.SingleOrDefaultAsync<Addresses>(
            """
            SELECT l.discord_user_id AS linked, a.discord_channel_id AS assigned,
                CASE WHEN NOT EXISTS (SELECT FROM discord_links o WHERE o.discord_user_id = a.discord_user_id) THEN a.discord_user_id END AS named,
                (SELECT count(*) FROM push_subscriptions b WHERE b.user_id = u.user_id AND (b.expires_at IS NULL OR b.expires_at > @now)) AS browsers
            FROM (SELECT @userId AS user_id) u
            LEFT JOIN discord_links l ON l.user_id = u.user_id
            LEFT JOIN athletes a ON a.user_id = u.user_id
            """,
            new { userId, now }, ct))!;
        var stops = await work.QueryAsync<Stop>(
            "SELECT channel, address, reason, stopped_at FROM channel_stops WHERE user_id = @userId ORDER BY stopped_at", new { userId }, ct);
        return
        [
            Discord(found, stops.FindAll(s => s.Channel == Channel.Discord)),
            new(Channel.WebPush, found.Browsers > 0 ? "subscribed" : "none", found.Browsers > 0, found.Browsers, View(stops.FindAll(s => s.Channel == Channel.WebPush))),
        ];
    }

    private static ChannelReach Discord(Addresses found, List<Stop> stops)
    {
        var addresses = new[] { found.Assigned, found.Linked ?? found.Named }.OfType<string>();
        return new(
            Channel.Discord, found.Linked is not null ? "linked" : found.Named is not null || found.Assigned is not null ? "named" : "none",
            addresses.Any(a => stops.TrueForAll(s => s.Address != a)), null, View(stops));
    }

    private static List<StoppedAddress> View(List<Stop> stops) => stops.ConvertAll(s => new StoppedAddress(s.Reason, s.StoppedAt));

    private sealed class Addresses
    {
        public string? Linked { get; init; }
        public string? Named { get; init; }
        public string? Assigned { get; init; }
        public int Browsers { get; init; }
    }

    private sealed class Stop
    {
        public string Channel { get; init; } = "";
        public string Address { get; init; } = "";
        public string Reason { get; init; } = "";
        public DateTimeOffset StoppedAt { get; init; }
    }
}
