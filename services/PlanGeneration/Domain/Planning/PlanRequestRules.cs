using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Coaching;
using Platform.PlanGeneration.Domain.Racing;
using Platform.PlanGeneration.Domain.Sessions;
using Platform.ServiceDefaults.Http;

namespace Platform.PlanGeneration.Domain.Planning;

/// <summary>Reads what is asked of the planner. Every fault is told, with what would work.</summary>
internal static class PlanRequestRules
{
    public const int MostWeeks = 52;

    /// <summary>Warm-up and something to warm up for.</summary>
    public const int LeastMinutes = 15;

    public static IReadOnlyList<string> Goals { get; } = ["general", "strength", "hypertrophy", "power", "endurance", "mobility"];

    /// <param name="today">The athlete's date.</param>
    /// <param name="faults">The request can be planned where it stays empty.</param>
    /// <returns>Null where there is a fault.</returns>
    public static PlanRequest? Read(PlanRequestInput input, Trainee trainee, DateOnly today, Faults faults)
    {
        var name = input.Name is null ? null : faults.Text("name", input.Name, 80);
        var format = Format(input, faults);
        var goal = Goal(input, faults);
        Days(trainee, faults);
        var span = PlanSpan.Read(input, format, today, faults);
        var distanceM = Distance(input, format, faults);
        var coach = Coach(input, format, trainee, faults);
        var division = Division(input, format, faults);
        var periodisation = Word<Periodisation>("periodisation", input.Periodisation, faults)
            ?? (Periodisation)Math.Min((int)trainee.Profile.Experience, (int)Periodisation.Undulating);
        RaceRules.Check(input, format, distanceM, span?.RaceDate, trainee, faults);
        if (!faults.None || span is null)
        {
            return null;
        }

        var target = new PlanTarget(
            coach, SportOf(coach, format, trainee), format?.Id, span.RaceDate, distanceM, input.GoalSeconds, goal, division, periodisation);
        var seed = input.Seed ?? Seeds.Of(span.FirstDate.DayNumber, span.Weeks);
        return new(name, new(trainee, target, span.FirstDate, span.Weeks, seed), RaceRules.Warnings(format, distanceM, input.GoalSeconds, span.Weeks, trainee));
    }

    private static RaceFormat? Format(PlanRequestInput input, Faults faults)
    {
        if (input.Format is null)
        {
            if (input.RaceDate is not null || input.DistanceM is not null || input.GoalSeconds is not null)
            {
                faults.Add("format", $"raceDate, distanceM and goalSeconds are of a race: say which with format, one of {Names(RaceFormat.All.Select(f => f.Id))}.");
            }

            return null;
        }

        var format = RaceFormat.Find(input.Format);
        if (format is null)
        {
            faults.Add("format", $"format is one of {Names(RaceFormat.All.Select(f => f.Id))}.");
        }

        return format;
    }

    private static string? Goal(PlanRequestInput input, Faults faults)
    {
        if (input.Goal is { } goal && !Goals.Contains(goal))
        {
            faults.Add("goal", $"goal is one of {Names(Goals)}.");
        }

        if (input.Format is not null && input.Goal is not null)
        {
            faults.Add("goal", "A plan is for a race or for a goal: leave out format, or goal. What a race is to bring is its goalSeconds.");
        }
        else if (input.Format is null && input.Goal is null)
        {
            faults.Add("goal", $"Say what the plan is for: a race by format and raceDate, or a goal, one of {Names(Goals)}.");
        }

        return input.Goal;
    }

    private static void Days(Trainee trainee, Faults faults)
    {
        var days = trainee.TrainingDays.ToList();
        if (days.Count == 0)
        {
            faults.Add("scheduleDays", "There is no day to train on: in the profile, give scheduleDays at least one day that is not a never-day.");
        }

        foreach (var day in days)
        {
            if (trainee.MinutesOn(day) < LeastMinutes)
            {
                faults.Add("sessionMinutes", $"{day} has {trainee.MinutesOn(day)} minutes, less than a warm-up takes: give it {LeastMinutes} or more, or take it out of the training days.");
            }
        }
    }

    private static int? Distance(PlanRequestInput input, RaceFormat? format, Faults faults)
    {
        if (format is null)
        {
            return input.DistanceM;
        }

        if (format.Distances is { } limits)
        {
            if (input.DistanceM is not { } given || !limits.Allow(given))
            {
                faults.Add("distanceM", $"{format.Opening} needs its distance: {limits.LeastM:0} to {limits.MostM:0} m.");
            }

            return input.DistanceM;
        }

        if (input.DistanceM is { } other && Math.Abs(other - (format.DistanceM ?? -10)) > 1)
        {
            faults.Add("distanceM", format.DistanceM is { } own
                ? $"{format.Opening} is {own:0} m: leave distanceM out{(format.Sport == RaceSport.Running ? ", or give format custom_run" : "")}."
                : $"{format.Opening} has no distance: leave distanceM out.");
        }

        return format.DistanceM is { } metres ? (int)metres : null;
    }

    private static Specialisation Coach(PlanRequestInput input, RaceFormat? format, Trainee trainee, Faults faults)
    {
        var given = Word<Specialisation>("coach", input.Coach, faults);
        var ofFormat = format is null || format.Coach == RaceFormat.Mixed ? null : WireNames.Find<Specialisation>(format.Coach);
        if (given is not null && ofFormat is not null && given != ofFormat)
        {
            faults.Add("coach", $"{format!.Opening} is coached by {format.Coach}: leave coach out.");
        }

        return given ?? ofFormat ?? Coaches.ForGoal(format is null ? input.Goal : null, trainee.Profile.Disciplines);
    }

    private static string? Division(PlanRequestInput input, RaceFormat? format, Faults faults)
    {
        if (input.Division is null)
        {
            return null;
        }

        if (format is not null && format.Id != "hyrox")
        {
            faults.Add("division", $"{format.Opening} has no divisions here: leave division out.");
            return null;
        }

        // open_men is said as often as men_open.
        var division = WireNames.Find<HyroxDivision>(input.Division) ?? WireNames.Find<HyroxDivision>(string.Join('_', input.Division.Split('_').Reverse()));
        if (division is null)
        {
            faults.Add("division", $"division is one of {Names(WireNames.All<HyroxDivision>())}.");
        }

        return division is { } known ? WireNames.Of(known) : null;
    }

    private static string SportOf(Specialisation coach, RaceFormat? format, Trainee trainee) => format switch
    {
        { Sport: RaceSport.Running } => Disciplines.Running,
        { Sport: RaceSport.Cycling } => Disciplines.Cycling,
        { Sport: RaceSport.Swimming } => Disciplines.Swimming,
        { Sport: RaceSport.Triathlon or RaceSport.Duathlon } => Disciplines.Triathlon,
        { Sport: RaceSport.Strength } => Disciplines.Powerlifting,
        { Id: "hyrox" } => Disciplines.Hyrox,
        { Sport: RaceSport.FitnessRace } => Disciplines.Deka,
        _ => trainee.Profile.Disciplines.FirstOrDefault(d => Coaches.Of([d]) == coach) ?? Usual(coach, trainee),
    };

    private static string Usual(Specialisation coach, Trainee trainee) => coach switch
    {
        Specialisation.Force => Disciplines.Strength,
        Specialisation.Endurance => Disciplines.Running,
        Specialisation.Functional => Disciplines.Functional,
        Specialisation.Competitions => Disciplines.Hyrox,
        Specialisation.Calisthenics => Disciplines.Calisthenics,
        Specialisation.Wellness => Disciplines.Mobility,
        Specialisation.Combat => Disciplines.Boxing,
        Specialisation.Sports => Disciplines.Football,
        _ => trainee.Profile.Disciplines.FirstOrDefault() ?? Disciplines.Functional,
    };

    private static T? Word<T>(string field, string? given, Faults faults) where T : struct, Enum
    {
        var word = WireNames.Find<T>(given);
        if (given is not null && word is null)
        {
            faults.Add(field, $"{field} is one of {Names(WireNames.All<T>())}.");
        }

        return word;
    }

    private static string Names(IEnumerable<string> names) => string.Join(", ", names);
}
