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
    SchedulerClock clock, EnabledTasks tasks, ILogger<OnAthleteProfileChanged> log) : IBatchHandler<AthleteProfileChanged>
{
    public async Task HandleAsync(IReadOnlyList<AthleteProfileChanged> messages, Work work, CancellationToken ct)
    {
        var profiles = messages.GroupBy(m => m.UserId).Select(g => g.MaxBy(m => m.Version)!)
            .Select(m => new Profile(m, ZoneKey.Parse(m.TimeZone))).ToList();
        var before = await ClientRows.LockAsync(work, profiles, ct);
        var applied = (await ClientRows.UpsertAsync(work, profiles, ct)).ToHashSet();
        profiles.RemoveAll(p => !applied.Contains(p.Message.UserId));

        await RaiseCardsAsync(profiles, work, ct);
        await PlaceAsync([.. profiles.Where(p => before.GetValueOrDefault(p.Message.UserId) != p.Zone?.Id)], before, work, ct);
    }

    private async Task RaiseCardsAsync(List<Profile> profiles, Work work, CancellationToken ct)
    {
        var valid = profiles.Where(p => p.Zone is not null).Select(p => p.Message.UserId).ToArray();
        await JobCardRows.SettleAsync(
            work, valid, JobCardKinds.InvalidTimeZone, "The profile has a valid time zone now.", await clock.NowAsync(work, ct), ct);

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

    /// <summary>For those whose zone is another than before: newcomers, movers, and those whose zone was or became invalid.</summary>
    private async Task PlaceAsync(List<Profile> placed, Dictionary<Guid, string?> before, Work work, CancellationToken ct)
    {
        if (placed.Count == 0)
        {
            return;
        }

        var now = await clock.NowAsync(work, ct);
        var simulated = await clock.SimulatedAsync(work, ct);
        var oldZones = placed.Select(p => before.GetValueOrDefault(p.Message.UserId)).OfType<string>().Distinct().ToArray();
        var undone = await OwnDueRows.UndoneDatesAsync(work, oldZones, ct);
        var pending = await OwnDueRows.TakeAsync(work, [.. placed.Select(p => p.Message.UserId)], ct);

        await Waves.EnsureAsync(work, placed.Select(p => p.Zone).OfType<DateTimeZone>().DistinctBy(z => z.Id), tasks, now, ct);

        var rows =
            from profile in placed
            where profile.Zone is not null
            from task in tasks.Local
            from due in Owed(profile, task)
            select new OwnDueRow { UserId = profile.Message.UserId, Task = task.Name, LocalDate = due.LocalDate, DueAt = due.At };
        await OwnDueRows.InsertAsync(work, [.. rows], ct);

        IEnumerable<Due> Owed(Profile profile, ScheduledTask task)
        {
            // The day that was not done before the move: by the old zone's wave, or by rows of an earlier move.
            DateOnly? firstNotDone = before.GetValueOrDefault(profile.Message.UserId) is { } old && undone.TryGetValue((old, task.Name), out var date)
                ? date : null;
            if (pending.TryGetValue((profile.Message.UserId, task.Name), out var own) && !(firstNotDone <= own))
            {
                firstNotDone = own;
            }

            var since = simulated > profile.Message.ChangedAt ? simulated.Value : profile.Message.ChangedAt;
            return firstNotDone is { } first
                ? OwnDues.ForMover(profile.Zone!, task.LocalTime, first, now)
                : OwnDues.ForNewcomer(profile.Zone!, task.LocalTime, since, now);
        }
    }

    [LoggerMessage(2101, LogLevel.Warning, "Client {UserId} is skipped: the time zone of the profile is not known")]
    private static partial void InvalidZone(ILogger logger, Guid userId);
}

/// <param name="Zone">Null where the profile's text names none.</param>
internal sealed record Profile(AthleteProfileChanged Message, DateTimeZone? Zone);
