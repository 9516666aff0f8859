using Platform.PlanGeneration.Domain.Catalogue;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Time;

namespace Platform.PlanGeneration.Domain.Athletes;

/// <summary>How fields of an athlete's data are read. What is faulty is named with what would work, and read as not given.</summary>
internal static class Fields
{
    /// <param name="what">What the number is, with its unit: <c>a height in cm</c>.</param>
    public static T? Between<T>(this Faults faults, string field, T? given, T least, T most, string what) where T : struct, IComparable<T>
    {
        if (given is { } value && (value.CompareTo(least) < 0 || value.CompareTo(most) > 0))
        {
            faults.Add(field, $"{field} is {what} from {least} to {most}, or left out.");
            return null;
        }

        return given;
    }

    /// <summary>The same for a number that has to be given.</summary>
    public static T Required<T>(this Faults faults, string field, T? given, T least, T most, string what) where T : struct, IComparable<T>
    {
        if (given is { } value && value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0)
        {
            return value;
        }

        faults.Add(field, $"{field} is required: {what} from {least} to {most}.");
        return default;
    }

    public static T? Term<T>(this Faults faults, string field, string? given) where T : struct, Enum
    {
        var term = WireNames.Find<T>(given);
        if (term is null && given is not null)
        {
            faults.Add(field, $"{field} is one of {OneOf<T>()}, or left out.");
        }

        return term;
    }

    public static T? RequiredTerm<T>(this Faults faults, string field, string? given) where T : struct, Enum
    {
        var term = WireNames.Find<T>(given);
        if (term is null)
        {
            faults.Add(field, $"{field} is required: one of {OneOf<T>()}.");
        }

        return term;
    }

    /// <param name="limits">Why the date lies where it does: <c>not in the future</c>.</param>
    public static DateOnly? Date(this Faults faults, string field, string? given, DateOnly first, DateOnly last, string limits)
    {
        if (given is null)
        {
            return null;
        }

        if (Dates.TryParse(given, out var date) && date >= first && date <= last)
        {
            return date;
        }

        faults.Add(field, $"{field} is {Dates.Expected}, from {Dates.Write(first)} to {Dates.Write(last)}: {limits}.");
        return null;
    }

    public static DateOnly RequiredDate(this Faults faults, string field, string? given, DateOnly first, DateOnly last, string limits)
    {
        if (given is null)
        {
            faults.Add(field, $"{field} is required: {Dates.Expected}, {limits}.");
        }

        return faults.Date(field, given, first, last, limits) ?? default;
    }

    public static string? OptionalText(this Faults faults, string field, string? given, int longest) =>
        string.IsNullOrWhiteSpace(given) ? null : faults.Text(field, given, longest);

    /// <summary>A list that may be left out. A longer one than <paramref name="most"/> is not looked into.</summary>
    /// <param name="read">Reads an element from its path; null where it is faulty, and said to be.</param>
    public static List<T> List<TGiven, T>(
        this Faults faults, string field, IReadOnlyList<TGiven>? given, int most, string what, Func<string, TGiven, T?> read)
        where T : class
    {
        List<T> found = [];
        if (given is { } elements && elements.Count > most)
        {
            faults.Add(field, $"{field} takes at most {most} {what}.");
            return found;
        }

        for (var i = 0; i < (given?.Count ?? 0); i++)
        {
            if (read($"{field}[{i}]", given![i]) is { } element)
            {
                found.Add(element);
            }
        }

        return found;
    }

    /// <returns>The days in the order of <paramref name="given"/>, each once.</returns>
    public static IReadOnlyList<DayOfWeek> Days(this Faults faults, string field, IReadOnlyList<string?> given)
    {
        if (given.Count > 7)
        {
            faults.Add(field, $"{field} takes at most the seven days of the week.");
            return [];
        }

        var days = new List<DayOfWeek>(7);
        for (var i = 0; i < given.Count; i++)
        {
            if (faults.Day($"{field}[{i}]", given[i]) is not { } day)
            {
                continue;
            }

            if (days.Contains(day))
            {
                faults.Add($"{field}[{i}]", $"{field}[{i}] is in the list already.");
            }
            else
            {
                days.Add(day);
            }
        }

        return days;
    }

    /// <summary>The English name of a day, in any case.</summary>
    public static DayOfWeek? Day(this Faults faults, string field, string? given)
    {
        // Enum.TryParse would take numbers too, and lists of names.
        if (given is { } name && name.All(char.IsAsciiLetter) && Enum.TryParse<DayOfWeek>(name, ignoreCase: true, out var day))
        {
            return day;
        }

        faults.Add(field, $"{field} is not a day of the week, such as monday.");
        return null;
    }

    public static string Names(IEnumerable<DayOfWeek> days) => string.Join(", ", WeekDays.Of(days).ToList().Select(WireNames.Of));

    private static string OneOf<T>() where T : struct, Enum => string.Join(", ", Enum.GetValues<T>().Select(WireNames.Of));
}
