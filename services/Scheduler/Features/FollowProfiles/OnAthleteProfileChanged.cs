using NodaTime;
using Platform.Contracts.PlanGeneration;
using Platform.Contracts.Scheduler;
using Platform.Scheduler.Data;
using Platform.Scheduler.Domain;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Messaging;
using Platform.ServiceDefaults.Time;

namespace Platform.Scheduler.Features.FollowProfiles;

/// <summary>
/// Keeps <c>clients</c> equal to the newest version of each profile. A zone that appears gets its waves, someone who
/// comes into a zone gets the due rows that its waves may have passed, and a text that names no zone gets a job card.
/// </summary>
internal sealed partial class OnAthleteProfileChanged(
    SchedulerClock clock, SchedulerOptions options, ILogger<OnAthleteProfileChanged> log) : IBatchHandler<AthleteProfileChanged>
{
    public async Task HandleAsync(IReadOnlyList<AthleteProfileChanged> messages, Work work, CancellationToken ct)
    {
        // The nobody is everyone: scans are booked in that name.
        var profiles = messages.Where(m => m.UserId != Everyone.Id).GroupBy(m => m.UserId).Select(g => g.MaxBy(m => m.Version)!)
            .Select(m => new Profile(m, ZoneKey.Parse(m.TimeZone))).ToList();
        var before = await ClientRows.LockAsync(work, profiles, ct);
        var applied = (await ClientRows.UpsertAsync(work, profiles, ct)).ToHashSet();
        profiles.RemoveAll(p => !applied.Contains(p.Message.UserId));

        var now = await clock.NowAsync(work, ct);
        await RaiseCardsAsync(profiles, work, now, ct);
        await PlaceAsync([.. profiles.Where(p => !p.IsAs(before.GetValueOrDefault(p.Message.UserId)))], before, work, now, ct);
    }

    private async Task RaiseCardsAsync(List<Profile> profiles, Work work, DateTimeOffset now, CancellationToken ct)
    {
        var valid = profiles.Where(p => p.Zone is not null).Select(p => p.Message.UserId).ToArray();
        await JobCardRows.SettleAsync(
            work, valid, JobCardKinds.InvalidTimeZone, "The profile has a valid time zone now.", now, ct);

        var invalid = profiles.Where(p => p.Zone is null).Select(p => p.Message).ToList();
        await JobCardRows.RaiseAsync(
            work,
            invalid.ConvertAll(m => new RaiseJobCard(
                m.UserId, JobCardKinds.InvalidTimeZone, m.TimeZone,
                $"The time zone is not known, so nothing is sent. Set {Zones.Examples}.", m.ChangedAt)),
            ct);
        foreach (var message in invalid)
        {
            InvalidZone(log, message.UserId);
        }
    }

    /// <summary>
    /// For those who stand elsewhere than before. Whoever is in another zone leaves a wave; who comes, or becomes active
    /// again, is owed what came due since, while the message was on its way.
    /// </summary>
    private async Task PlaceAsync(
        List<Profile> placed, Dictionary<Guid, Client> before, Work work, DateTimeOffset now, CancellationToken ct)
    {
        var tasks = await TaskTable.ReadToPlaceAsync(work, options, ct);
        var simulated = await clock.SimulatedAsync(work, ct);
        var own = await ClientRows.MoveOwnTasksAsync(work, placed, ct);
        await PendingRuns.PlaceAsync(work, [.. placed.SelectMany(profile => tasks.Local.Select(task => Moved(profile, task)))], now, ct);

        Move Moved(Profile profile, TaskDefinition task)
        {
            var id = profile.Message.UserId;
            var exception = own[id].FirstOrDefault(o => o.Task == task.Name);
            var left = before.GetValueOrDefault(id)?.Zone is { } zone && zone != profile.Zone?.Id ? zone : null;
            var muted = exception is { LocalTime: null };
            return new(
                id, task,
                left is null || muted ? null : (left, exception?.LocalTime),
                profile.Zone is null || muted ? null : new Placement(profile.Zone, exception?.LocalTime),
                Since(profile.Message.ChangedAt));
        }

        // By a clock that goes ahead of ours it was changed after now: what comes due in between is owed all the same.
        DateTimeOffset Since(DateTimeOffset changedAt) => simulated > changedAt ? simulated.Value : changedAt > now ? now : changedAt;
    }

    [LoggerMessage(2101, LogLevel.Warning, "Client {UserId} is skipped: the time zone of the profile is not known")]
    private static partial void InvalidZone(ILogger logger, Guid userId);
}

/// <param name="Zone">Null where the profile's text names none.</param>
internal sealed record Profile(AthleteProfileChanged Message, DateTimeZone? Zone)
{
    /// <summary>Whether the same is due for the client as before.</summary>
    public bool IsAs(Client? before) =>
        before is not null && before.Zone == Zone?.Id && before.Paused == Message.Paused && before.StartDate == Message.StartDate
        && before.ScheduleDays == WeekDays.Mask(Message.ScheduleDays);
}
