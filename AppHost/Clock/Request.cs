using System.Globalization;
using NodaTime;
using NodaTime.TimeZones;
using Platform.Scheduler.Domain;
using Platform.ServiceDefaults.Time;

namespace Platform.Clock;

/// <summary>What is asked for on the command line.</summary>
/// <param name="To">The last date, which is told too.</param>
internal sealed record Request(DateTimeZone Zone, TimeOnly At, DateOnly From, DateOnly To)
{
    public const string Usage = "./run clock --zone Europe/Paris --at 02:30 --from 2026-03-01 --to 2026-04-05";

    private const int MostYears = 20;

    private static readonly string[] Options = ["--zone", "--at", "--from", "--to"];

    // A day within what a date can be: the instant in UTC may lie on the day before or after.
    private static readonly DateOnly First = DateOnly.MinValue.AddDays(1);
    private static readonly DateOnly Last = DateOnly.MaxValue.AddDays(-1);

    /// <returns>The request, or everything that is wrong with it, a sentence each.</returns>
    public static (Request? Request, IReadOnlyList<string> Faults) Read(string[] args)
    {
        List<string> faults = [];
        var given = Given(args, faults);
        var zone = Value("--zone", given, faults) is { } zoneText ? ReadZone(zoneText, faults) : null;
        var at = Value("--at", given, faults) is { } atText ? ReadTime(atText, faults) : null;
        var from = Value("--from", given, faults) is { } fromText ? ReadDate("--from", fromText, faults) : null;
        var to = Value("--to", given, faults) is { } toText ? ReadDate("--to", toText, faults) : null;
        if (to < from)
        {
            faults.Add($"--to {to:yyyy-MM-dd} lies before --from {from:yyyy-MM-dd}: give the earlier date as --from.");
        }
        else if (from is { } first && first.Year + MostYears <= Last.Year && to > first.AddYears(MostYears))
        {
            faults.Add($"From {first:yyyy-MM-dd} to {to:yyyy-MM-dd} is more than {MostYears} years: ask for --to {first.AddYears(MostYears):yyyy-MM-dd} at the latest.");
        }

        return faults.Count == 0 ? (new(zone!, at!.Value, from!.Value, to!.Value), faults) : (null, faults);
    }

    // Null is the value of an option that was given without one.
    private static Dictionary<string, string?> Given(string[] args, List<string> faults)
    {
        Dictionary<string, string?> given = [];
        for (var i = 0; i < args.Length; i++)
        {
            // --at=02:30 is --at 02:30. An offset, -03:30, begins like an option, but with one dash.
            string? value = null;
            var option = args[i];
            if (option.Split('=', 2) is [var before, var after])
            {
                (option, value) = (before, after);
            }
            else if (i + 1 < args.Length && !args[i + 1].StartsWith("--", StringComparison.Ordinal))
            {
                value = args[++i];
            }

            if (!Options.Contains(option))
            {
                faults.Add($"'{option}' is no option of this command: it takes {string.Join(", ", Options)}.");
            }
            else if (!given.TryAdd(option, value))
            {
                faults.Add($"{option} is given more than once: give it once.");
            }
        }

        return given;
    }

    private static string? Value(string option, Dictionary<string, string?> given, List<string> faults)
    {
        if (!given.TryGetValue(option, out var value))
        {
            faults.Add($"{option} is missing.");
        }
        else if (string.IsNullOrEmpty(value))
        {
            faults.Add($"{option} has no value: give it one.");
        }

        return string.IsNullOrEmpty(value) ? null : value;
    }

    private static DateTimeZone? ReadZone(string text, List<string> faults)
    {
        if ((ZoneKey.Parse(text) ?? ReadKey(text)) is { } zone)
        {
            return zone;
        }

        var meant = TzdbDateTimeZoneSource.Default.CanonicalIdMap.Keys.FirstOrDefault(id => id.Equals(text, StringComparison.OrdinalIgnoreCase));
        faults.Add(meant is null
            ? $"--zone '{text}' is not known: give {Zones.Examples}."
            : $"--zone '{text}' is not known: it is spelled {meant}.");
        return null;
    }

    // As the Scheduler writes an offset down, UTC+05:45 and UTC-10, within the bounds of a client's own offset.
    private static DateTimeZone? ReadKey(string text) =>
        text is ['U', 'T', 'C', '+' or '-', ..] ? ZoneKey.Parse(text.Length == 6 ? $"{text[3..]}:00" : text[3..]) : null;

    private static TimeOnly? ReadTime(string text, List<string> faults)
    {
        if (TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return time;
        }

        faults.Add($"--at '{text}' is no time of day: give HH:MM between 00:00 and 23:59, such as 07:00.");
        return null;
    }

    private static DateOnly? ReadDate(string option, string text, List<string> faults)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && date >= First && date <= Last)
        {
            return date;
        }

        faults.Add($"{option} '{text}' is no date that can be told: give YYYY-MM-DD between {First:yyyy-MM-dd} and {Last:yyyy-MM-dd}, such as 2026-03-29.");
        return null;
    }
}
