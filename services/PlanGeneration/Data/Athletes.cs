using Platform.PlanGeneration.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.PlanGeneration.Data;

internal enum ProfileOutcome
{
    Created,
    Changed,
    Unchanged,
    VersionPassed,
}

/// <param name="Row">What is stored now; null where there is no profile.</param>
internal sealed record ProfileStored(ProfileOutcome Outcome, AthleteRow? Row);

/// <summary>Reads and writes profiles; a change and its event are one transaction.</summary>
internal static class Athletes
{
    public static Task<AthleteRow?> FindAsync(Work work, Guid userId, CancellationToken ct) =>
        work.SingleOrDefaultAsync<AthleteRow>($"SELECT {AthleteRow.Columns} FROM athletes WHERE user_id = @userId", new { userId }, ct);

    /// <summary>Stores the profile if it differs from what is there, and publishes it then; the caller commits.</summary>
    /// <param name="expected">The version the caller has seen (0: none yet); null where it does not mind.</param>
    /// <param name="decidedAt">When the athlete decided what differs; null: now.</param>
    public static async Task<ProfileStored> StoreAsync(
        Work work, Guid userId, Profile wanted, long? expected, DateTimeOffset now, CancellationToken ct, DateTimeOffset? decidedAt = null)
    {
        var before = await LockAsync(work, userId, ct);
        if (before is null && expected is null or 0)
        {
            if (await InsertAsync(work, userId, wanted, now, ct) is { } created)
            {
                work.Publish(created.ToEvent(training: null));
                return new(ProfileOutcome.Created, created);
            }

            // Another request made it in the meantime.
            before = await LockAsync(work, userId, ct);
        }

        if (before is null || (expected is not null && expected != before.Version))
        {
            return new(ProfileOutcome.VersionPassed, before);
        }

        if (before.Profile == wanted)
        {
            return new(ProfileOutcome.Unchanged, before);
        }

        var changed = await UpdateAsync(work, userId, wanted, now, decidedAt ?? now, ct);
        work.Publish(changed!.ToEvent((await TrainingProfiles.FindAsync(work, userId, ct))?.Read()));
        return new(ProfileOutcome.Changed, changed);
    }

    /// <summary>
    /// The version of everything that is published of an athlete: it also rises with what is kept in other tables.
    /// </summary>
    public static async Task<AthleteRow> RaiseVersionAsync(Work work, Guid userId, DateTimeOffset now, CancellationToken ct) =>
        (await work.SingleOrDefaultAsync<AthleteRow>(
            $"UPDATE athletes SET version = version + 1, changed_at = @now WHERE user_id = @userId RETURNING {AthleteRow.Columns}",
            new { userId, now }, ct))!;

    /// <summary>
    /// Books that the athlete decided something at a time, and locks their row. What they have decided later than that stays
    /// theirs; of two at one time the one that comes last holds.
    /// </summary>
    /// <returns>What of <paramref name="asked"/> is still to hold; null where there is no such athlete.</returns>
    public static async Task<AskedElsewhere?> DecideAsync(Work work, Guid userId, AskedElsewhere asked, CancellationToken ct)
    {
        // The same instant comes back only to the microsecond, so it is the database that compares.
        var holds = await work.SingleOrDefaultAsync<Decided>(
            """
            UPDATE athletes SET
                paused_decided_at = CASE WHEN @paused THEN greatest(paused_decided_at, @At) ELSE paused_decided_at END,
                time_zone_decided_at = CASE WHEN @timeZone THEN greatest(time_zone_decided_at, @At) ELSE time_zone_decided_at END,
                discord_user_decided_at = CASE WHEN @discordUser THEN greatest(discord_user_decided_at, @At) ELSE discord_user_decided_at END
            WHERE user_id = @userId
            RETURNING paused_decided_at = @At AS paused, time_zone_decided_at = @At AS time_zone, discord_user_decided_at = @At AS discord_user
            """,
            new { userId, asked.At, paused = asked.Paused is not null, timeZone = asked.TimeZone is not null, discordUser = asked.DiscordUserId is not null }, ct);
        return holds is null ? null : asked with
        {
            Paused = holds.Paused ? asked.Paused : null,
            TimeZone = holds.TimeZone ? asked.TimeZone : null,
            DiscordUserId = holds.DiscordUser ? asked.DiscordUserId : null,
        };
    }

    /// <summary>Until the transaction ends no one else changes this athlete's profile or training profile.</summary>
    public static Task<AthleteRow?> LockAsync(Work work, Guid userId, CancellationToken ct) =>
        work.SingleOrDefaultAsync<AthleteRow>(
            $"SELECT {AthleteRow.Columns} FROM athletes WHERE user_id = @userId FOR NO KEY UPDATE", new { userId }, ct);

    private static Task<AthleteRow?> InsertAsync(Work work, Guid userId, Profile wanted, DateTimeOffset now, CancellationToken ct) =>
        work.SingleOrDefaultAsync<AthleteRow>(
            $"""
            INSERT INTO athletes ({AthleteRow.Columns}, paused_decided_at, time_zone_decided_at, discord_user_decided_at)
            VALUES (@userId, 1, @DisplayName, @TimeZone, @StartDate, @Paused, @ScheduleDays, @BlockId, @DiscordUserId, @DiscordChannelId, @now, @now,
                @decidedAt, @decidedAt, @decidedAt)
            ON CONFLICT DO NOTHING
            RETURNING {AthleteRow.Columns}
            """, Parameters(userId, wanted, now, now), ct);

    private static Task<AthleteRow?> UpdateAsync(
        Work work, Guid userId, Profile wanted, DateTimeOffset now, DateTimeOffset decidedAt, CancellationToken ct) =>
        work.SingleOrDefaultAsync<AthleteRow>(
            $"""
            UPDATE athletes SET version = version + 1, display_name = @DisplayName, time_zone = @TimeZone, start_date = @StartDate,
                paused = @Paused, schedule_days = @ScheduleDays, block_id = @BlockId, discord_user_id = @DiscordUserId,
                discord_channel_id = @DiscordChannelId, changed_at = @now,
                paused_decided_at = CASE WHEN paused <> @Paused THEN greatest(paused_decided_at, @decidedAt) ELSE paused_decided_at END,
                time_zone_decided_at = CASE WHEN time_zone <> @TimeZone THEN greatest(time_zone_decided_at, @decidedAt) ELSE time_zone_decided_at END,
                discord_user_decided_at = CASE WHEN discord_user_id IS DISTINCT FROM @DiscordUserId
                    THEN greatest(discord_user_decided_at, @decidedAt) ELSE discord_user_decided_at END
            WHERE user_id = @userId
            RETURNING {AthleteRow.Columns}
            """, Parameters(userId, wanted, now, decidedAt), ct);

    private static object Parameters(Guid userId, Profile p, DateTimeOffset now, DateTimeOffset decidedAt) => new
    {
        userId,
        p.DisplayName,
        p.TimeZone,
        p.StartDate,
        p.Paused,
        ScheduleDays = p.ScheduleDays.Mask,
        p.BlockId,
        p.DiscordUserId,
        p.DiscordChannelId,
        now,
        decidedAt,
    };

    private sealed record Decided
    {
        public bool Paused { get; init; }
        public bool TimeZone { get; init; }
        public bool DiscordUser { get; init; }
    }
}
