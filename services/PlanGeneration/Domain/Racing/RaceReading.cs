using Platform.PlanGeneration.Domain.Catalogue;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Time;

namespace Platform.PlanGeneration.Domain.Racing;

/// <summary>A race as it is sent.</summary>
/// <param name="Format">Such as <c>marathon</c> or <c>hyrox</c>.</param>
/// <param name="Name">Null: the format's.</param>
/// <param name="Date"><c>yyyy-MM-dd</c>, where the race is.</param>
/// <param name="DistanceM">Only of a format that does not fix it.</param>
/// <param name="GoalSeconds">Null: to finish well.</param>
/// <param name="Division">Of HYROX, such as <c>women_open</c>.</param>
/// <param name="Version">The version this replaces, where the sender wants to be sure of it.</param>
internal sealed record RaceInput(
    string? Format, string? Name, string? Date, int? DistanceM, int? GoalSeconds, string? Division, string? Location, long? Version);

/// <summary>A race without its keys and stamps.</summary>
internal sealed record Race(string Format, string Name, DateOnly Date, int? DistanceM, int? GoalSeconds, string? Division, string? Location);

internal static class RaceReading
{
    /// <summary>Reads a race and names every fault. Whether this athlete can be prepared for it is asked when a plan is.</summary>
    public static Race Read(RaceInput input, DateOnly today, Faults faults)
    {
        var format = RaceFormat.Find(input.Format);
        if (format is null)
        {
            faults.Add("format", $"format is one of {string.Join(", ", RaceFormat.All.Select(f => f.Id))}.");
        }

        var distance = format is null ? null : Distance(input.DistanceM, format, faults);
        return new(
            format?.Id ?? "",
            input.Name is null ? format?.Name ?? "" : faults.Text("name", input.Name, 80),
            Date(input.Date, today, faults),
            distance,
            format is null ? null : Goal(input.GoalSeconds, format, distance, faults),
            format is null ? null : Division(input.Division, format, faults),
            input.Location is null ? null : faults.Text("location", input.Location, 120));
    }

    private static DateOnly Date(string? given, DateOnly today, Faults faults)
    {
        if (!Dates.TryParse(given, out var date))
        {
            faults.Add("date", $"date is {Dates.Expected}.");
            return today;
        }

        var (first, last) = (new DateOnly(1970, 1, 1), today.AddYears(5));
        if (date < first || date > last)
        {
            faults.Add("date", $"date lies between {first:yyyy-MM-dd} and {last:yyyy-MM-dd}.");
        }

        return date;
    }

    private static int? Distance(int? given, RaceFormat format, Faults faults)
    {
        if (format.NeedsDistance)
        {
            var limits = format.Distances!;
            if (given is not { } metres || !limits.Allow(metres))
            {
                faults.Add("distanceM", $"distanceM is required for {format.Id}: {limits.LeastM:0} to {limits.MostM:0} metres.");
                return null;
            }

            return given;
        }

        if (given is { } extra && Math.Abs(extra - (format.DistanceM ?? -10)) > 1)
        {
            faults.Add("distanceM", format.DistanceM is { } own
                ? $"{format.Opening} is {own:0} m: leave distanceM out, or take another format."
                : $"{format.Opening} has no distance: leave distanceM out.");
        }

        return null;
    }

    private static int? Goal(int? given, RaceFormat format, int? distance, Faults faults)
    {
        if (given is not { } seconds || (format.NeedsDistance && distance is null))
        {
            return given;
        }

        var verdict = GoalTimes.Check(distance is { } metres && format.Distances is not null ? format.At(metres) : format, sex: null, TimeSpan.FromSeconds(seconds));
        if (!verdict.IsPlausible)
        {
            faults.Add("goalSeconds", verdict.Sentence!);
        }

        return given;
    }

    private static string? Division(string? given, RaceFormat format, Faults faults)
    {
        if (given is null)
        {
            return null;
        }

        if (format.Id != "hyrox")
        {
            faults.Add("division", $"{format.Opening} has no divisions here: leave division out.");
            return null;
        }

        // open_men is said as often as men_open.
        var division = WireNames.Find<HyroxDivision>(given) ?? WireNames.Find<HyroxDivision>(string.Join('_', given.Split('_').Reverse()));
        if (division is null)
        {
            faults.Add("division", $"division is one of {string.Join(", ", WireNames.All<HyroxDivision>().Order())}.");
        }

        return division is { } known ? WireNames.Of(known) : null;
    }
}
