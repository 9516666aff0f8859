using System.Globalization;
using System.Text.RegularExpressions;

namespace Platform.Delivery.Domain;

/// <summary>Numbers as athletes write and read them.</summary>
internal static partial class Numbers
{
    /// <summary>Reads <c>82.5</c> and <c>82,5</c>; null for anything but digits with one decimal separator and a sign.</summary>
    public static decimal? Read(string text)
    {
        text = text.Trim().Replace(',', '.');
        return Plain().IsMatch(text) ? decimal.Parse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : null;
    }

    /// <summary>Without trailing zeros: <c>82.5</c>, <c>80</c>.</summary>
    public static string Show(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^[+-]?[0-9]{1,12}(\.[0-9]{1,12})?$", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}
