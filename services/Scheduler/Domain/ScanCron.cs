using System.Globalization;
using Quartz;

namespace Platform.Scheduler.Domain;

/// <summary>The rules for a scan's cron text: Quartz reads it, it fires at most once a UTC date, and it fires again.</summary>
internal static class ScanCron
{
    private const int Longest = 100;
    private const string Example = "0 0 22 ? * SUN";

    /// <returns>What is wrong with the text, and what to do about it; null where nothing is.</returns>
    public static string? Fault(string text, DateTimeOffset now)
    {
        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (text.Length > Longest || text.Any(c => !char.IsAscii(c) || char.IsControl(c)) || fields.Length is not (6 or 7))
        {
            return $"takes six fields (second, minute, hour, day of the month, month, day of the week) and perhaps a year, such as '{Example}', at most {Longest} characters.";
        }

        // Quartz takes 99 for an hour, and what it fires on then is nobody's guess.
        if (!IsNumber(fields[0], 59) || !IsNumber(fields[1], 59) || !IsNumber(fields[2], 23))
        {
            return $"fires at most once a UTC date: give second, minute and hour as one plain number each, to 59, 59 and 23, such as '{Example}'.";
        }

        // It takes a list of nothing too, and breaks off when it is asked for the next instant.
        if (fields[3..].Any(field => field.Split(',').Contains("")) || !CronExpression.TryParse(text, out _))
        {
            return $"is not a cron text that Quartz reads; write it as in '{Example}', with ? for one of day of the month and day of the week.";
        }

        return new TaskDefinition { UtcCron = text }.ScanAfter(now) is null
            ? "never fires again: give days, months and years that are still to come, or switch the task off with enabled = false."
            : null;
    }

    private static bool IsNumber(string field, int most) => field.Length <= 2 && field.All(char.IsAsciiDigit) && int.Parse(field, CultureInfo.InvariantCulture) <= most;
}
