using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Sessions;
using Platform.ServiceDefaults.Data;

namespace Platform.PlanGeneration.Data;

/// <summary>A row of <c>training_profiles</c>.</summary>
internal sealed class TrainingProfileRow
{
    public const string Columns = "user_id, version, profile, changed_at";

    public Guid UserId { get; init; }
    public long Version { get; init; }
    public string Profile { get; init; } = "";
    public DateTimeOffset ChangedAt { get; init; }

    public TrainingProfile Read() => PlanJson.ReadProfile(Profile);
}

/// <param name="Row">What is stored now; null where there is no training profile.</param>
/// <param name="Athlete">The athlete, with the version that a change has raised.</param>
internal sealed record TrainingStored(ProfileOutcome Outcome, TrainingProfileRow? Row, AthleteRow Athlete);

/// <summary>Reads and writes training profiles. Who writes has locked the athlete before (<see cref="Athletes.LockAsync"/>).</summary>
internal static class TrainingProfiles
{
    public static Task<TrainingProfileRow?> FindAsync(Work work, Guid userId, CancellationToken ct) =>
        work.SingleOrDefaultAsync<TrainingProfileRow>(
            $"SELECT {TrainingProfileRow.Columns} FROM training_profiles WHERE user_id = @userId", new { userId }, ct);

    /// <summary>
    /// Stores the training profile if it differs from what is there; the athlete's version rises then and is published.
    /// The caller commits.
    /// </summary>
    /// <param name="expected">The version the caller has seen (0: none yet); null where it does not mind.</param>
    public static async Task<TrainingStored> StoreAsync(
        Work work, AthleteRow athlete, TrainingProfile wanted, long? expected, DateTimeOffset now, CancellationToken ct)
    {
        var before = await FindAsync(work, athlete.UserId, ct);
        if (expected is not null && expected != (before?.Version ?? 0))
        {
            return new(ProfileOutcome.VersionPassed, before, athlete);
        }

        // Whether it differs, the database says: to it 72.5 and 72.50 are one number.
        var written = await work.SingleOrDefaultAsync<TrainingProfileRow>(
            $"""
            INSERT INTO training_profiles AS t ({TrainingProfileRow.Columns}) VALUES (@UserId, 1, @profile::jsonb, @now)
            ON CONFLICT (user_id) DO UPDATE SET version = t.version + 1, profile = excluded.profile, changed_at = excluded.changed_at
            WHERE t.profile IS DISTINCT FROM excluded.profile
            RETURNING {TrainingProfileRow.Columns}
            """, new { athlete.UserId, profile = PlanJson.Write(wanted), now }, ct);
        if (written is null)
        {
            return new(ProfileOutcome.Unchanged, before, athlete);
        }

        var risen = await Athletes.RaiseVersionAsync(work, athlete.UserId, now, ct);
        work.Publish(risen.ToEvent(wanted));
        return new(before is null ? ProfileOutcome.Created : ProfileOutcome.Changed, written, risen);
    }
}
