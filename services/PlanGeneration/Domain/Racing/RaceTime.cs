using System.Globalization;

namespace Platform.PlanGeneration.Domain.Racing;

/// <summary>Race times as people write them: <c>3:45:00</c>, <c>19:57</c>, <c>44.84</c>.</summary>
internal static class RaceTime
{
    /// <exception cref="FormatException">Not hours, minutes and seconds with colons between.</exception>
    public static TimeSpan Parse(string text)
    {
        var seconds = 0.0;
        foreach (var part in text.Split(':'))
        {
            seconds = seconds * 60 + double.Parse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        }

        return TimeSpan.FromMilliseconds(Math.Round(seconds * 1000));
    }

    /// <summary>Without a fraction of a second: <c>3:45:00</c>, or <c>19:57</c> below an hour.</summary>
    public static string Text(TimeSpan time)
    {
        var seconds = (long)Math.Round(time.TotalSeconds);
        return seconds >= 3600
            ? $"{seconds / 3600}:{seconds / 60 % 60:00}:{seconds % 60:00}"
            : $"{seconds / 60}:{seconds % 60:00}";
    }

    /// <summary>A pace such as <c>4:31/km</c>.</summary>
    public static string Pace(double secPerKm) => $"{Text(TimeSpan.FromSeconds(secPerKm))}/km";
}
