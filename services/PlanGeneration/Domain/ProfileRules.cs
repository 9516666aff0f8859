using System.Globalization;
using System.Text.RegularExpressions;
using Platform.PlanGeneration.Domain.Athletes;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Time;

namespace Platform.PlanGeneration.Domain;

/// <summary>The whole profile as it is sent. What is left out is not kept from before.</summary>
/// <param name="StartDate"><c>yyyy-MM-dd</c>; null: not started.</param>
/// <param name="ScheduleDays">Names of days: <c>monday</c> …</param>
/// <param name="Version">The version this replaces, where the sender wants to be sure of it.</param>
internal sealed record ProfileInput(
    string? DisplayName, string? TimeZone, string? StartDate, bool Paused, IReadOnlyList<string?>? ScheduleDays, Guid? BlockId,
    string? DiscordUserId, string? DiscordChannelId, long? Version);

/// <summary>A profile without its keys and stamps.</summary>
internal sealed record Profile(
    string DisplayName, string TimeZone, DateOnly? StartDate, bool Paused, WeekDays ScheduleDays, Guid? BlockId,
    string? DiscordUserId, string? DiscordChannelId);

internal static partial class ProfileRules
{
    private static (DateOnly First, DateOnly Last) StartDates(DateOnly today, bool imported) =>
        imported ? (new(1900, 1, 1), new(2200, 1, 1)) : (new(2000, 1, 1), today.AddYears(2));

    /// <summary>
    /// Reads a profile and names every fault. Whether the block exists is the database's to say.
    /// </summary>
    /// <param name="imported">True for a profile from an earlier system: its zone stays what it is.</param>
    public static Profile Read(ProfileInput input, DateOnly today, bool imported, Faults faults) => new(
        faults.Text("displayName", input.DisplayName, 80),
        imported ? faults.Text("timeZone", input.TimeZone, 64) : Zone(input.TimeZone, faults),
        StartDate(input.StartDate, StartDates(today, imported), faults),
        input.Paused,
        ScheduleDays(input.ScheduleDays, faults),
        input.BlockId,
        Snowflake("discordUserId", input.DiscordUserId, faults),
        Snowflake("discordChannelId", input.DiscordChannelId, faults));

    /// <summary>A day that the training profile keeps free is no training day.</summary>
    public static void RefuseNeverDays(WeekDays scheduleDays, IReadOnlyList<DayOfWeek> neverDays, Faults faults)
    {
        if (neverDays.Where(scheduleDays.Contains).ToList() is { Count: > 0 } both)
        {
            faults.Add("scheduleDays", $"scheduleDays holds {Fields.Names(both)}, where your training profile says that nothing is ever planned: take it out here, or first out of its neverDays with PUT /api/athletes/me/training.");
        }
    }

    /// <summary>Whether it is the id of something in Discord.</summary>
    public static bool IsSnowflake(string given) =>
        Digits().IsMatch(given) && ulong.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static string Zone(string? given, Faults faults)
    {
        if (!Zones.TryParse(given, out _))
        {
            faults.Add("timeZone", $"timeZone is not a zone that is known here. Give {Zones.Examples}.");
            return "";
        }

        return given;
    }

    private static DateOnly? StartDate(string? given, (DateOnly First, DateOnly Last) allowed, Faults faults)
    {
        if (given is null)
        {
            return null;
        }

        if (!Dates.TryParse(given, out var date))
        {
            faults.Add("startDate", $"startDate is {Dates.Expected}, or null while it is not decided.");
            return null;
        }

        if (date < allowed.First || date > allowed.Last)
        {
            faults.Add("startDate", $"startDate lies between {allowed.First:yyyy-MM-dd} and {allowed.Last:yyyy-MM-dd}.");
        }

        return date;
    }

    private static WeekDays ScheduleDays(IReadOnlyList<string?>? given, Faults faults)
    {
        if (given is null)
        {
            faults.Add("scheduleDays", "scheduleDays is required: the training days of the week, [] for none.");
            return default;
        }

        return WeekDays.Of(faults.Days("scheduleDays", given));
    }

    private static string? Snowflake(string field, string? given, Faults faults)
    {
        if (given is not null && !IsSnowflake(given))
        {
            faults.Add(field, $"{field} is a Discord id of 15 to 20 digits, or null: in Discord, turn on developer mode and copy the id.");
        }

        return given;
    }

    [GeneratedRegex(@"^[1-9][0-9]{14,19}\z")]
    private static partial Regex Digits();
}
