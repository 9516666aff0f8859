using Platform.Contracts.PlanGeneration;
using Platform.PlanGeneration.Data;
using Platform.PlanGeneration.Domain;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Messaging;
using Platform.ServiceDefaults.Time;

namespace Platform.PlanGeneration.Features.ChangeFromElsewhere;

/// <summary>
/// Changes a profile as its athlete asked elsewhere. Each of what may be changed so has the time at which the athlete last
/// decided it, here or elsewhere: what was asked before that changes nothing, so the order of arrival decides nothing.
/// </summary>
internal sealed partial class OnChangeAthleteProfile(TimeProvider time, ILogger<OnChangeAthleteProfile> log) : IMessageHandler<ChangeAthleteProfile>
{
    public async Task HandleAsync(ChangeAthleteProfile message, Work work, CancellationToken ct)
    {
        var asked = new AskedElsewhere(message.Paused, Zone(message), DiscordUser(message), message.AskedAt);
        if (asked.IsNothing)
        {
            return;
        }

        if (await Athletes.DecideAsync(work, message.UserId, asked, ct) is not { } newer)
        {
            NoAthlete(log, message.UserId);
            return;
        }

        // The row is locked since it was decided on, so this is what is there.
        var row = await Athletes.LockAsync(work, message.UserId, ct);
        await Athletes.StoreAsync(work, message.UserId, newer.In(row!.Profile), expected: null, time.GetUtcNow(), ct, message.AskedAt);
    }

    private string? Zone(ChangeAthleteProfile message)
    {
        if (message.TimeZone is null || Zones.TryParse(message.TimeZone, out _))
        {
            return message.TimeZone;
        }

        Unusable(log, "time zone", message.UserId);
        return null;
    }

    private string? DiscordUser(ChangeAthleteProfile message)
    {
        if (message.DiscordUserId is null || ProfileRules.IsSnowflake(message.DiscordUserId))
        {
            return message.DiscordUserId;
        }

        Unusable(log, "Discord id", message.UserId);
        return null;
    }

    [LoggerMessage(2003, LogLevel.Warning, "A change of the profile of {UserId} was asked for, who has none; it is ignored")]
    private static partial void NoAthlete(ILogger logger, Guid userId);

    [LoggerMessage(2004, LogLevel.Warning, "The {Field} that was asked for for {UserId} is none; it is ignored")]
    private static partial void Unusable(ILogger logger, string field, Guid userId);
}
