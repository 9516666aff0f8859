using NodaTime;
using Platform.Delivery.Channels.WebPush;
using Platform.Delivery.Domain;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Time;

namespace Platform.Delivery.Features.SendDeliveries;

/// <summary>A delivery that this process may send until its lease runs out.</summary>
internal sealed class Claimed
{
    public Guid Id { get; init; }
    public Guid UserId { get; init; }
    public string Engine { get; init; } = "";
    public DateOnly LocalDate { get; init; }
    public string Kind { get; init; } = "";
    public int Part { get; init; }
    public int Parts { get; init; }
    public Guid RunId { get; init; }
    public DateTimeOffset DueAt { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public int Attempts { get; init; }
    public string Nonce { get; init; } = "";
    public string Content { get; init; } = "";

    /// <summary>The contents of the parts before this one, which are all delivered.</summary>
    public string[]? Earlier { get; init; }

    public Guid ClaimId { get; init; }
    public DateTimeOffset ClaimedUntil { get; init; }

    /// <summary>Whether the athlete's profile has come: its queue is another than the one that tells what is due.</summary>
    public bool AthleteIsKnown { get; init; }

    public bool Paused { get; init; }
    public string? TimeZone { get; init; }
    public bool DayIsClosed { get; init; }

    /// <summary>Null where the athlete has chosen nothing.</summary>
    public string[]? Channels { get; init; }

    public string? Language { get; init; }
    public string? WeightUnit { get; init; }
    public TimeOnly? QuietFrom { get; init; }
    public TimeOnly? QuietUntil { get; init; }

    /// <summary>The athlete's own account, proven or else as the profile names it.</summary>
    public string? DiscordUserId { get; init; }

    /// <summary>The server's channel that the profile names.</summary>
    public string? AssignedChannelId { get; init; }

    /// <summary>The direct-message channel of that account, once it was opened.</summary>
    public string? DirectChannelId { get; init; }

    public bool HasPush { get; init; }

    /// <summary>Dead ends, as <c>channel:address reason</c>.</summary>
    public string[]? Stops { get; init; }

    /// <summary>Where an earlier attempt may have left the message: it is kept, whatever the athlete has chosen since.</summary>
    public string? Channel { get; set; }

    public string? ChannelId { get; set; }

    /// <summary>The bot that posts; null: the first.</summary>
    public string? ApplicationId { get; set; }

    /// <summary>An earlier attempt may have left the message there: one writes down where it goes before it can be.</summary>
    public bool MayBeThere { get; private set; }

    /// <summary>Whether it is known where exactly it goes; a direct-message channel may still have to be opened.</summary>
    public bool IsAimed => Channel is not (null or Domain.Channel.Discord) || ChannelId is not null;

    /// <summary>Its channel was opened just now.</summary>
    public bool HasOpened { get; private set; }

    public Reader Reader => Reader.Of(Language, WeightUnit);

    /// <summary>When the quiet hours that it falls into end, if it falls into any.</summary>
    public DateTimeOffset? QuietEnd(DateTimeOffset now) =>
        QuietFrom is { } from && QuietUntil is { } until
            ? new QuietHours(from, until).EndAt(now, Zones.TryParse(TimeZone, out var zone) ? zone : DateTimeZone.Utc) : null;

    /// <returns>Why nothing goes to an address any more; null: something may.</returns>
    public string? StopOf(string channel, string address) =>
        Stops?.FirstOrDefault(s => s.StartsWith($"{channel}:{address} ", StringComparison.Ordinal))?[(channel.Length + address.Length + 2)..];

    /// <summary>What a push said of each browser.</summary>
    public PushResult? Pushed { get; set; }

    public void Open(string channelId) => (ChannelId, HasOpened) = (channelId, true);

    public Claimed AsFound()
    {
        MayBeThere = Channel is not null;
        return this;
    }
}

internal static class Claim
{
    /// <summary>
    /// Claims what is due, and what a process that died left behind, the parts of a post one after the other, and all that
    /// is needed to send them.
    /// </summary>
    public static async Task<List<Claimed>> TakeAsync(int most, DateTimeOffset now, SenderOptions options, Database database, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var claimed = await work.QueryAsync<Claimed>(
            """
            WITH due AS MATERIALIZED (
                SELECT d.id FROM deliveries d
                WHERE d.status IN ('pending', 'sending')
                    AND coalesce(d.claimed_until, d.snoozed_until, '-infinity'::timestamptz) <= @now
                    AND (d.part = 0 OR NOT EXISTS (
                        SELECT FROM deliveries e
                        WHERE e.user_id = d.user_id AND e.engine = d.engine AND e.local_date = d.local_date AND e.kind = d.kind
                            AND e.part < d.part AND e.status <> 'delivered'))
                ORDER BY coalesce(d.claimed_until, d.snoozed_until, '-infinity'::timestamptz), d.due_at, d.id LIMIT @most
                FOR UPDATE OF d SKIP LOCKED),
            claimed AS (
                UPDATE deliveries d SET status = 'sending', claim_id = @claim, claimed_until = @until, snoozed_until = NULL
                FROM due WHERE d.id = due.id RETURNING d.*)
            SELECT d.id, d.user_id, d.engine, d.local_date, d.kind, d.part, d.parts, d.run_id, d.due_at, d.created_at, d.attempts, d.nonce, d.content::text AS content,
                d.claim_id, d.claimed_until, d.channel, d.channel_id, coalesce(d.application_id, l.application_id) AS application_id,
                a.user_id IS NOT NULL AS athlete_is_known, coalesce(a.paused, false) AS paused, a.time_zone,
                p.channels, p.language, p.weight_unit, p.quiet_from, p.quiet_until,
                coalesce(l.discord_user_id, CASE WHEN NOT EXISTS (SELECT FROM discord_links o WHERE o.discord_user_id = a.discord_user_id)
                    THEN a.discord_user_id END) AS discord_user_id,
                a.discord_channel_id AS assigned_channel_id, c.channel_id AS direct_channel_id,
                EXISTS (SELECT FROM push_subscriptions b WHERE b.user_id = d.user_id AND (b.expires_at IS NULL OR b.expires_at > @now)) AS has_push,
                (SELECT array_agg(s.channel || ':' || s.address || ' ' || s.reason) FROM channel_stops s WHERE s.user_id = d.user_id) AS stops,
                CASE WHEN d.part > 0 THEN (
                    SELECT array_agg(e.content::text ORDER BY e.part) FROM deliveries e
                    WHERE e.user_id = d.user_id AND e.engine = d.engine AND e.local_date = d.local_date AND e.kind = d.kind AND e.part < d.part) END AS earlier,
                EXISTS (
                    SELECT FROM demand_days t
                    WHERE t.user_id = d.user_id AND t.engine = d.engine AND t.local_date = d.local_date AND t.closed_at IS NOT NULL) AS day_is_closed
            FROM claimed d
            LEFT JOIN athletes a ON a.user_id = d.user_id
            LEFT JOIN preferences p ON p.user_id = d.user_id
            LEFT JOIN discord_links l ON l.user_id = d.user_id
            LEFT JOIN discord_channels c ON c.user_id = d.user_id
                AND c.discord_user_id = coalesce(l.discord_user_id, a.discord_user_id)
                AND c.application_id IS NOT DISTINCT FROM l.application_id
            ORDER BY d.due_at, d.id
            """,
            new { now, claim = Guid.CreateVersion7(), until = now + options.Lease, most }, ct);
        await work.CommitAsync(ct);
        return claimed.ConvertAll(c => c.AsFound());
    }
}
