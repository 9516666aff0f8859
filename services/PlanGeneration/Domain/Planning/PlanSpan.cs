using Platform.PlanGeneration.Domain.Racing;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Time;

namespace Platform.PlanGeneration.Domain.Planning;

/// <summary>When a plan begins, how many weeks it has, and when its race is.</summary>
internal sealed record PlanSpan(DateOnly FirstDate, int Weeks, DateOnly? RaceDate)
{
    private const int UsualWeeks = 12;
    private const int MostYearsAhead = 2;

    /// <returns>Null where there is a fault.</returns>
    public static PlanSpan? Read(PlanRequestInput input, RaceFormat? format, DateOnly today, Faults faults)
    {
        var before = faults.Found.Count;
        var start = Start(input.StartDate, today, faults);
        var race = Race(input, today, faults);
        var weeks = input.Weeks;
        if (weeks is < 1 or > PlanRequestRules.MostWeeks)
        {
            faults.Add("weeks", $"weeks is a whole number from 1 to {PlanRequestRules.MostWeeks}, not {weeks}.{(race is { } on && on > today ? $" Until the race there are {Math.Min(PlanRequestRules.MostWeeks, WeeksTo(on, today))}." : "")}");
            weeks = null;
        }

        if (race is null)
        {
            return faults.Found.Count == before && input.Format is null
                // Whoever does not say when, begins with a whole week.
                ? new(start ?? Planner.WeekStart(today.AddDays(6)), weeks ?? UsualWeeks, null)
                : null;
        }

        return faults.Found.Count == before ? ToRace(race.Value, start, weeks, format, today, faults) : null;
    }

    /// <summary>Weeks from the one of the first date to the one of the race, both counted.</summary>
    public static int WeeksTo(DateOnly race, DateOnly first) => ((Planner.WeekStart(race).DayNumber - Planner.WeekStart(first).DayNumber) / 7) + 1;

    private static PlanSpan? ToRace(DateOnly race, DateOnly? start, int? weeks, RaceFormat? format, DateOnly today, Faults faults)
    {
        if (start is { } given)
        {
            var between = given > race ? 0 : WeeksTo(race, given);
            if (between is < 1 or > PlanRequestRules.MostWeeks)
            {
                faults.Add("startDate", given > race
                    ? $"startDate {given:yyyy-MM-dd} is after the race on {race:yyyy-MM-dd}: begin by then, or leave startDate out."
                    : $"From {given:yyyy-MM-dd} to the race on {race:yyyy-MM-dd} there are {between} weeks: begin {PlanRequestRules.MostWeeks} weeks before it at the earliest, or leave startDate out.");
                return null;
            }

            if (weeks is not null && weeks != between)
            {
                faults.Add("weeks", $"From {given:yyyy-MM-dd} to the race on {race:yyyy-MM-dd} there are {between} weeks, not {weeks}: leave out weeks or startDate.");
                return null;
            }

            return new(given, between, race);
        }

        var most = WeeksTo(race, today);
        if (weeks > most)
        {
            faults.Add("weeks", $"Until the race on {race:yyyy-MM-dd} there are {most} weeks, not {weeks}: give weeks up to {most}, or leave it out.");
            return null;
        }

        var count = weeks ?? Math.Min(most, format?.PlanWeeks ?? UsualWeeks);
        var first = Planner.WeekStart(race).AddDays(-7 * (count - 1));
        return new(first < today ? today : first, count, race);
    }

    private static DateOnly? Start(string? text, DateOnly today, Faults faults)
    {
        if (text is null)
        {
            return null;
        }

        if (!Dates.TryParse(text, out var date))
        {
            faults.Add("startDate", $"startDate is {Dates.Expected}, or left out.");
            return null;
        }

        if (date < today || date > today.AddYears(MostYearsAhead))
        {
            faults.Add("startDate", $"startDate lies between today, {today:yyyy-MM-dd}, and {today.AddYears(MostYearsAhead):yyyy-MM-dd}, not on {date:yyyy-MM-dd}.");
        }

        return date;
    }

    private static DateOnly? Race(PlanRequestInput input, DateOnly today, Faults faults)
    {
        if (input.RaceDate is null)
        {
            if (input.Format is not null)
            {
                faults.Add("raceDate", $"raceDate is required for a race: {Dates.Expected}.");
            }

            return null;
        }

        if (!Dates.TryParse(input.RaceDate, out var date))
        {
            faults.Add("raceDate", $"raceDate is {Dates.Expected}.");
            return null;
        }

        if (date <= today || date > today.AddYears(MostYearsAhead))
        {
            faults.Add("raceDate", date < today
                ? $"The race on {date:yyyy-MM-dd} is past: today is {today:yyyy-MM-dd}. Give the date of one to come."
                : date == today
                    ? "The race is today, and nothing is left to plan: give the date of one to come."
                    : $"The race on {date:yyyy-MM-dd} is too far away: races up to {today.AddYears(MostYearsAhead):yyyy-MM-dd} can be planned for.");
        }

        return date;
    }
}
