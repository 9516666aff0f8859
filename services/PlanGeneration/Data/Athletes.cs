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
    public static async Task<ProfileStored> StoreAsync(
        Work work, Guid userId, Profile wanted, long? expected, DateTimeOffset now, CancellationToken ct)
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

        var changed = await UpdateAsync(work, userId, wanted, now, ct);
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

    /// <summary>Until the transaction ends no one else changes this athlete's profile or training profile.</summary>
    public static Task<AthleteRow?> LockAsync(Work work, Guid userId, CancellationToken ct) =>
        work.SingleOrDefaultAsync<AthleteRow>(
            $"SELECT {AthleteRow.Columns} FROM athletes WHERE user_id = @userId FOR NO KEY UPDATE", new { userId }, ct);

    private static Task<AthleteRow?> InsertAsync(Work work, Guid userId, Profile wanted, DateTimeOffset now, CancellationToken ct) =>
        work.SingleOrDefaultAsync<AthleteRow>(
            $"""
            INSERT INTO athletes ({AthleteRow.Columns})
            VALUES (@userId, 1, @DisplayName, @TimeZone, @StartDate, @Paused, @ScheduleDays, @BlockId, @DiscordUserId, @DiscordChannelId, @now, @now)
            ON CONFLICT DO NOTHING
            RETURNING {AthleteRow.Columns}
            """, Parameters(userId, wanted, now), ct);

    private static Task<AthleteRow?> UpdateAsync(Work work, Guid userId, Profile wanted, DateTimeOffset now, CancellationToken ct) =>
        work.SingleOrDefaultAsync<AthleteRow>(
            $"""
            UPDATE athletes SET version = version + 1, display_name = @DisplayName, time_zone = @TimeZone, start_date = @StartDate,
                paused = @Paused, schedule_days = @ScheduleDays, block_id = @BlockId, discord_user_id = @DiscordUserId,
                discord_channel_id = @DiscordChannelId, changed_at = @now
            WHERE user_id = @userId
            RETURNING {AthleteRow.Columns}
            """, Parameters(userId, wanted, now), ct);

    private static object Parameters(Guid userId, Profile p, DateTimeOffset now) => new
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
    };
}
