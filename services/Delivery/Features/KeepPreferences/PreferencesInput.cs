using System.Globalization;
using Platform.Delivery.Domain;
using Platform.ServiceDefaults.Http;

namespace Platform.Delivery.Features.KeepPreferences;

/// <summary>Preferences as a whole: what is left out is not kept.</summary>
/// <param name="Language"><c>en</c> or <c>fr</c>.</param>
/// <param name="WeightUnit"><c>kg</c> or <c>lb</c>: how weights are shown and read.</param>
/// <param name="Channels">The channels to use, the first one first; the next is taken where one is a dead end.</param>
/// <param name="QuietFrom">A time of day such as <c>22:00</c>, on the person's clock; with <c>quietUntil</c>, or neither.</param>
/// <param name="Version">The one that was read; may be left out.</param>
internal sealed record PreferencesInput(
    string? Language, string? WeightUnit, IReadOnlyList<string?>? Channels, string? QuietFrom, string? QuietUntil, long? Version)
{
    private const string TimeFormat = "HH:mm";
    private static readonly string[] Languages = ["en", "fr"];

    /// <returns>Null where something is at fault.</returns>
    public Preferences? Read(Faults faults)
    {
        if (!Languages.Contains(Language))
        {
            faults.Add("language", "language is required: en or fr.");
        }

        if (WeightUnit is not ("kg" or "lb"))
        {
            faults.Add("weightUnit", "weightUnit is required: kg or lb.");
        }

        if (Channels is not { Count: > 0 } || Channels.Distinct().Count() != Channels.Count || !Channels.All(c => Channel.All.Contains(c)))
        {
            faults.Add("channels", $"channels is required: one or more of {string.Join(", ", Channel.All)}, each once, in the order in which they are to be tried. To get nothing at all, pause your training.");
        }

        var quiet = ReadQuiet(faults);
        return faults.None
            ? new(Language!, WeightUnit == "lb" ? Domain.WeightUnit.Lb : Domain.WeightUnit.Kg, [.. Channels!.Select(c => c!)], quiet)
            : null;
    }

    public static string Write(TimeOnly time) => time.ToString(TimeFormat, CultureInfo.InvariantCulture);

    private QuietHours? ReadQuiet(Faults faults)
    {
        if (QuietFrom is null && QuietUntil is null)
        {
            return null;
        }

        var (from, until) = (ReadTime("quietFrom", QuietFrom, faults), ReadTime("quietUntil", QuietUntil, faults));
        if (from is not null && from == until)
        {
            faults.Add("quietUntil", "quietUntil is the same as quietFrom: hours that are always quiet, or never. Leave both out for none.");
        }

        return from is { } start && until is { } end ? new(start, end) : null;
    }

    private static TimeOnly? ReadTime(string field, string? text, Faults faults)
    {
        if (TimeOnly.TryParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return time;
        }

        faults.Add(field, $"{field}: a time of day such as 22:00, from 00:00 to 23:59; both ends of the quiet hours, or neither.");
        return null;
    }
}
