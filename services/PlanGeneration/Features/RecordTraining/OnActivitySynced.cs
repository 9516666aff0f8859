using System.Text.RegularExpressions;
using Platform.Contracts.WearableSync;
using Platform.PlanGeneration.Data;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Execution;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Messaging;

namespace Platform.PlanGeneration.Features.RecordTraining;

/// <summary>
/// Every activity becomes an executed day: at the planned day of its date where it fits, else beside the plan. A version
/// that is not newer does nothing, so copies and late arrivals double nothing.
/// </summary>
internal sealed partial class OnActivitySynced(TimeProvider time) : IMessageHandler<ActivitySynced>
{
    public async Task HandleAsync(ActivitySynced message, Work work, CancellationToken ct)
    {
        var (now, userId) = (time.GetUtcNow(), message.UserId);
        await Executions.LockAsync(work, userId, ct);
        if (!await IsNewerAsync(message, work, ct))
        {
            return;
        }

        var entry = await Executions.OfActivityAsync(work, userId, message.ActivityId, ct);
        if (message.Deleted)
        {
            await TakeBackAsync(entry, work, now, ct);
            return;
        }

        entry ??= await MissingItAsync(message, work, ct) ?? NewEntry(message, now);
        var updated = WithFigures(entry, message);
        if (entry.Version > 0 && entry.Date != updated.Date)
        {
            // It moved to another date: it leaves the planned day that it stood at by itself, and the date is looked at without it.
            updated = updated.Rule.IsAthletes() ? updated : updated.AtNone(new(MatchRule.NoPlan, ""));
            updated = (await MatchDay.SaveAsync(work, userId, updated.Date, [updated], now, ct))[0];
            await MatchDay.RunAsync(work, userId, entry.Date, [], now, ct);
            await MatchDay.RunAsync(work, userId, updated.Date, [], now, ct);
        }
        else
        {
            await MatchDay.RunAsync(work, userId, updated.Date, [updated], now, ct);
        }
    }

    private static async Task<bool> IsNewerAsync(ActivitySynced message, Work work, CancellationToken ct) => await work.ExecuteAsync(
        """
        INSERT INTO activities AS a (user_id, id, version, source, sport, started_at, local_date, duration_seconds, distance_m, average_heart_rate,
            max_heart_rate, elevation_gain_m, deleted)
        VALUES (@UserId, @ActivityId, @Version, @Source, @Sport, @StartedAt, @LocalDate, @DurationSeconds, @DistanceM, @AverageHeartRate,
            @MaxHeartRate, @ElevationGainM, @Deleted)
        ON CONFLICT (user_id, id) DO UPDATE SET version = excluded.version, source = excluded.source, sport = excluded.sport,
            started_at = excluded.started_at, local_date = excluded.local_date, duration_seconds = excluded.duration_seconds,
            distance_m = excluded.distance_m, average_heart_rate = excluded.average_heart_rate, max_heart_rate = excluded.max_heart_rate,
            elevation_gain_m = excluded.elevation_gain_m, deleted = excluded.deleted
        WHERE a.version < excluded.version
        """, message, ct) == 1;

    // What the athlete added to it, or decided about it, is theirs and stays, as if they had entered it.
    private static async Task TakeBackAsync(ExecutedRow? entry, Work work, DateTimeOffset now, CancellationToken ct)
    {
        if (entry is null)
        {
            return;
        }

        if (entry.Source == ExecutedRow.Manual || entry.Rpe is not null || entry.Notes is not null || entry.Rule.IsAthletes())
        {
            await MatchDay.RunAsync(work, entry.UserId, entry.Date, [entry with { ActivityId = null, Source = ExecutedRow.Manual }], now, ct);
            return;
        }

        await Executions.DeleteAsync(work, entry, now, ct);
        await MatchDay.RunAsync(work, entry.UserId, entry.Date, [], now, ct);
    }

    // An entry that the athlete made before the wearable had synced: the same training, and counted once.
    private static async Task<ExecutedRow?> MissingItAsync(ActivitySynced message, Work work, CancellationToken ct)
    {
        var entries = await Executions.OfDateAsync(work, message.UserId, message.LocalDate, ct);
        return entries.Where(e => e.ActivityId is null && SportFamilies.AreOne(e.Sport, message.Sport) && IsAbout(e.DurationSeconds, message.DurationSeconds))
            .OrderBy(e => Math.Abs((e.DurationSeconds ?? message.DurationSeconds) - message.DurationSeconds)).FirstOrDefault();
    }

    private static bool IsAbout(int? entered, int recorded) => entered is not { } given || (recorded * 2 >= given && recorded <= given * 2);

    private static ExecutedRow NewEntry(ActivitySynced message, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(),
        UserId = message.UserId,
        Source = ExecutedRow.FromActivity,
        MatchRule = WireNames.Of(MatchRule.NoPlan),
        CreatedAt = now,
    };

    // Of a manual entry the athlete's own figures stay; the activity tells what they left out.
    private static ExecutedRow WithFigures(ExecutedRow entry, ActivitySynced message)
    {
        int? duration = message.DurationSeconds > 0 ? message.DurationSeconds : null;
        int? distance = message.DistanceM is >= 0 ? message.DistanceM : null;
        int? heartRate = message.AverageHeartRate is >= 20 and <= 260 ? message.AverageHeartRate : null;
        return entry.Source == ExecutedRow.Manual
            ? entry with
            {
                ActivityId = message.ActivityId,
                StartedAt = entry.StartedAt ?? message.StartedAt,
                DurationSeconds = entry.DurationSeconds ?? duration,
                DistanceM = entry.DistanceM ?? distance,
                AverageHeartRate = entry.AverageHeartRate ?? heartRate,
            }
            : entry with
            {
                ActivityId = message.ActivityId,
                Date = message.LocalDate,
                Sport = SportName().IsMatch(message.Sport) ? message.Sport : "other",
                StartedAt = message.StartedAt,
                DurationSeconds = duration,
                DistanceM = distance,
                AverageHeartRate = heartRate,
            };
    }

    [GeneratedRegex(@"^[a-z0-9_]{1,40}\z")]
    private static partial Regex SportName();
}
