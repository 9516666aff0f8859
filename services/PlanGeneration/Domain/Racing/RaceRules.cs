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

internal static class RaceRules
{
    private const int MostCustomM = 1_000_000;

    /// <summary>Reads a race and names every fault, each under <paramref name="at"/>.</summary>
    /// <param name="at">Where the race stands in what was sent, such as <c>race.</c>; empty where it is the whole.</param>
    /// <param name="sex">Decides the fastest goal; null: the wider limit.</param>
    public static Race Read(RaceInput input, DateOnly today, Sex? sex, string at, Faults faults)
    {
        var format = RaceFormat.Find(input.Format);
        if (format is null)
        {
            faults.Add($"{at}format", $"{at}format is one of {string.Join(", ", RaceFormat.All.Select(f => f.Id))}.");
        }

        var distance = format is null ? null : Distance(input.DistanceM, format, at, faults);
        return new(
            format?.Id ?? "",
            input.Name is null && format is not null ? format.Name : faults.Text($"{at}name", input.Name, 80),
            Date(input.Date, today, at, faults),
            distance,
            format is null ? null : Goal(input.GoalSeconds, format, distance, sex, at, faults),
            format is null ? null : Division(input.Division, format, at, faults),
            input.Location is null ? null : faults.Text($"{at}location", input.Location, 120));
    }

    private static DateOnly Date(string? given, DateOnly today, string at, Faults faults)
    {
        if (!Dates.TryParse(given, out var date))
        {
            faults.Add($"{at}date", $"{at}date is {Dates.Expected}.");
            return today;
        }

        var (first, last) = (new DateOnly(1970, 1, 1), today.AddYears(5));
        if (date < first || date > last)
        {
            faults.Add($"{at}date", $"{at}date lies between {first:yyyy-MM-dd} and {last:yyyy-MM-dd}.");
        }

        return date;
    }

    private static int? Distance(int? given, RaceFormat format, string at, Faults faults)
    {
        if (format.NeedsDistance)
        {
            var limits = format.Distances!;
            if (given is not { } metres || !limits.Allow(metres))
            {
                faults.Add($"{at}distanceM", $"{at}distanceM is required for {format.Id}: {limits.LeastM:0} to {limits.MostM:0} metres.");
                return null;
            }

            return given;
        }

        if (given is { } extra && format.DistanceM is { } fixedM && extra != (int)Math.Round(fixedM) && extra != (int)fixedM)
        {
            faults.Add($"{at}distanceM", $"{at}distanceM is {fixedM:0} for {format.Id}: leave it out, or take another format.");
        }
        else if (given is <= 0 or > MostCustomM)
        {
            faults.Add($"{at}distanceM", $"{at}distanceM lies between 1 and {MostCustomM} metres; leave it out where the event has none.");
        }

        return format.DistanceM is null ? given : null;
    }

    private static int? Goal(int? given, RaceFormat format, int? distance, Sex? sex, string at, Faults faults)
    {
        if (given is not { } seconds || (format.NeedsDistance && distance is null))
        {
            return given;
        }

        var verdict = GoalTimes.Check(distance is { } metres && format.Distances is not null ? format.At(metres) : format, sex, TimeSpan.FromSeconds(seconds));
        if (!verdict.IsPlausible)
        {
            faults.Add($"{at}goalSeconds", verdict.Sentence!);
        }

        return given;
    }

    private static string? Division(string? given, RaceFormat format, string at, Faults faults)
    {
        if (given is null)
        {
            return null;
        }

        if (format.Id != "hyrox")
        {
            faults.Add($"{at}division", $"{at}division is for HYROX; leave it out for {format.Id}.");
        }
        else if (WireNames.Find<HyroxDivision>(given) is null)
        {
            faults.Add($"{at}division", $"{at}division is one of {string.Join(", ", WireNames.All<HyroxDivision>().Order())}.");
        }

        return given;
    }
}
