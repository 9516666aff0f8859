using System.Globalization;

namespace Platform.Delivery.Domain;

/// <content>Numbers, dates and measures as a language writes them.</content>
internal sealed partial class Texts
{
    private static readonly string[] Digits = ["0", "0.#", "0.##", "0.###"];

    private string DecimalSeparator => Get();
    private string FirstOfMonth => Get();

    /// <summary>Without trailing zeros: <c>82.5</c>, <c>82,5</c>.</summary>
    /// <param name="decimals">At most this many, up to 3.</param>
    public string Number(decimal number, int decimals = 2)
    {
        var shown = number.ToString(Digits[decimals], CultureInfo.InvariantCulture);
        return DecimalSeparator is "." ? shown : shown.Replace(".", DecimalSeparator, StringComparison.Ordinal);
    }

    /// <summary><c>Sunday 22 November 2026</c>.</summary>
    public string LongDate(DateOnly date) => Fill(Get(), _days[(int)date.DayOfWeek], Day(date), _months[date.Month - 1], date.Year);

    /// <summary><c>22 Nov 2026</c>.</summary>
    public string ShortDate(DateOnly date) => Fill(Get(), Day(date), _shortMonths[date.Month - 1], date.Year);

    public string Kilograms(decimal number) => Fill(Get(), Number(number));

    public string Pounds(decimal number) => Fill(Get(), Number(number));

    public string Kilometres(decimal number) => Fill(Get(), Number(number, 3));

    public string Miles(decimal number) => Fill(Get(), Number(number));

    public string Hours(decimal number) => Fill(Get(), Number(number));

    public string Minutes(decimal number) => Fill(Get(), Number(number));

    public string HeartRate(int beatsPerMinute) => Fill(Get(), beatsPerMinute);

    public string Percent(int percent) => Fill(Get(), percent);

    /// <summary><c>45 s</c>, <c>3 min</c>, <c>1 min 30 s</c>.</summary>
    public string Time(int seconds) => (seconds / 60, seconds % 60) switch
    {
        (0, var s) => Seconds(s),
        (var m, 0) => Minutes(m),
        var (m, s) => MinutesSeconds(m, s),
    };

    private string Seconds(int seconds) => Fill(Get(), seconds);

    private string MinutesSeconds(int minutes, int seconds) => Fill(Get(), minutes, seconds);

    private string Day(DateOnly date) => date.Day == 1 ? FirstOfMonth : date.Day.ToString(CultureInfo.InvariantCulture);
}
