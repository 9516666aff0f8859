using System.Globalization;
using NodaTime;
using NodaTime.TimeZones;
using Platform.Contracts.PlanGeneration;
using Platform.Delivery.Channels.Discord;
using Platform.Delivery.Channels.Discord.Interactions;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Time;

namespace Platform.Delivery.Features.ChangeProfile;

/// <summary><c>/timezone zone</c>: asks the owner of the profile to move the person's days to another zone.</summary>
internal sealed class TimeZoneCommand(Database database, TimeProvider time) : PersonCommand(database, time)
{
    private const int MostShown = 60;
    private static readonly string[] Ids = [.. TzdbDateTimeZoneSource.Default.CanonicalIdMap.Keys.Where(IsPlace).Order(StringComparer.Ordinal)];

    protected override string Name => "timezone";

    protected override Task<CommandReply> RunAsync(CommandCall call, Work work, CancellationToken ct)
    {
        var typed = call.Interaction.Option("zone")?.Trim() ?? "";
        // What a person types by hand differs in case and in blanks.
        var id = Zones.TryParse(typed, out _) ? typed : Ids.FirstOrDefault(i => i.Equals(typed.Replace(' ', '_'), StringComparison.OrdinalIgnoreCase));
        if (!Zones.TryParse(id, out var zone))
        {
            return Task.FromResult(new CommandReply(Replies.Ephemeral(call.Texts.TimeZoneUnknown(Markdown.Escape(typed, MostShown))), Changed: false));
        }

        work.Publish(new ChangeAthleteProfile(call.Person.UserId, null, id, null, call.Now));
        var (shown, clock) = (Markdown.Escape(id!, MostShown), TimeAt(zone, call.Now));
        return Task.FromResult(new CommandReply(
            Replies.Ephemeral(id == call.Person.TimeZone ? call.Texts.TimeZoneSame(shown, clock) : call.Texts.TimeZoneDone(shown, clock)), Changed: true));
    }

    protected override Task<IReadOnlyList<Choice>> CompleteAsync(CommandCall call, CommandOption typed, Work work, CancellationToken ct)
    {
        var sought = typed.Value.Trim().Replace(' ', '_');
        IReadOnlyList<Choice> choices =
        [
            .. Ids.Where(id => id.Contains(sought, StringComparison.OrdinalIgnoreCase))
                .OrderByDescending(id => id[(id.LastIndexOf('/') + 1)..].StartsWith(sought, StringComparison.OrdinalIgnoreCase))
                .Take(Replies.MostChoices)
                .Select(id => new Choice($"{id} ({TimeAt(DateTimeZoneProviders.Tzdb[id], call.Now)})", id)),
        ];
        return Task.FromResult(choices);
    }

    // Areas of the world; not the database's older names for countries and for offsets.
    private static bool IsPlace(string id) => id.Contains('/') && !id.StartsWith("Etc/", StringComparison.Ordinal) && !id.StartsWith("US/", StringComparison.Ordinal);

    private static string TimeAt(DateTimeZone zone, DateTimeOffset now) =>
        Instant.FromDateTimeOffset(now).InZone(zone).TimeOfDay.ToTimeOnly().ToString("HH:mm", CultureInfo.InvariantCulture);
}
