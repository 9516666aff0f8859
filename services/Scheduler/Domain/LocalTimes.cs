using System.Globalization;

namespace Platform.Scheduler.Domain;

/// <summary>Hours of the day as they stand in bodies and answers: <c>06:15</c>, and no other way.</summary>
internal static class LocalTimes
{
    public const string Expected = "a time of day such as 06:15, from 00:00 to 23:59, without seconds";
    private const string Format = "HH:mm";

    public static bool TryParse(string? text, out TimeOnly time) =>
        TimeOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out time);

    public static string Write(TimeOnly time) => time.ToString(Format, CultureInfo.InvariantCulture);
}
