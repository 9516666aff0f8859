using Platform.Delivery.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Delivery.Features.SendDeliveries;

/// <summary>A delivery that this process may send until its lease runs out.</summary>
internal sealed class Claimed
{
    public Guid Id { get; init; }
    public Guid UserId { get; init; }
    public DateOnly LocalDate { get; init; }
    public int Part { get; init; }
    public int Parts { get; init; }
    public string Nonce { get; init; } = "";
    public string WorkoutText { get; init; } = "";
    public DateTimeOffset ClaimedUntil { get; init; }
    public string? DiscordUserId { get; init; }

    /// <summary>Whether the athlete's profile has come: its queue is another than the one that tells what is due.</summary>
    public bool AthleteIsKnown { get; init; }

    /// <summary>Where to post; null: the direct-message channel is still to be opened.</summary>
    public string? ChannelId { get; set; }

    /// <summary>Whether the athlete names the channel; otherwise it is their direct-message channel.</summary>
    public bool ChannelIsAssigned { get; init; }

    /// <summary>An earlier attempt may have left the message in the channel.</summary>
    public bool MayBeThere { get; init; }

    public bool DayIsClosed { get; init; }

    public Workout Workout => field ??= WorkoutJson.Read(WorkoutText);
}

internal static class Claim
{
    /// <summary>
    /// Claims what is due, and what a process that died left behind, a workout's parts one after the other. A channel
    /// that may already hold the message is kept, whatever the athlete has chosen since.
    /// </summary>
    public static async Task<List<Claimed>> TakeAsync(Guid claim, DateTimeOffset now, SenderOptions options, Database database, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var claimed = await work.QueryAsync<Claimed>(
            """
            WITH due AS (
                SELECT d.id, d.channel_id IS NOT NULL AS may_be_there, a.discord_user_id, a.user_id IS NOT NULL AS athlete_is_known,
                    coalesce(d.channel_id, a.discord_channel_id, c.channel_id) AS channel_id,
                    a.discord_channel_id IS NOT NULL AS channel_is_assigned,
                    EXISTS (SELECT FROM training_days t WHERE t.user_id = d.user_id AND t.local_date = d.local_date AND t.closed_at IS NOT NULL) AS day_is_closed
                FROM deliveries d
                LEFT JOIN athletes a ON a.user_id = d.user_id
                LEFT JOIN discord_channels c ON c.user_id = d.user_id AND c.discord_user_id = a.discord_user_id
                WHERE d.status IN ('pending', 'sending')
                    AND coalesce(d.claimed_until, d.snoozed_until, '-infinity') <= @now
                    AND NOT EXISTS (
                        SELECT FROM deliveries e
                        WHERE e.user_id = d.user_id AND e.engine = d.engine AND e.local_date = d.local_date AND e.part < d.part AND e.status <> 'delivered')
                ORDER BY d.due_at, d.id LIMIT @BatchSize
                FOR UPDATE OF d SKIP LOCKED)
            UPDATE deliveries d
            SET status = 'sending', claim_id = @claim, claimed_until = @until, snoozed_until = NULL, channel_id = due.channel_id
            FROM due WHERE d.id = due.id
            RETURNING d.id, d.user_id, d.local_date, d.part, d.parts, d.nonce, d.workout::text AS workout_text, d.claimed_until,
                due.discord_user_id, due.athlete_is_known, due.channel_id, due.channel_is_assigned, due.may_be_there, due.day_is_closed
            """,
            new { now, claim, until = now + options.Lease, options.BatchSize }, ct);
        await work.CommitAsync(ct);
        return claimed;
    }
}
