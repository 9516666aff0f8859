using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Platform.ServiceDefaults.Time;

/// <summary>Dates as they stand in addresses, bodies and cursors: <c>2026-11-22</c>, and no other way.</summary>
public static class Dates
{
    public const string Expected = "a date such as 2026-11-22";
    private const string Format = "yyyy-MM-dd";

    public static bool TryParse([NotNullWhen(true)] string? text, out DateOnly date) =>
        DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    public static string Write(DateOnly date) => date.ToString(Format, CultureInfo.InvariantCulture);
}
