using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Racing;
using Platform.ServiceDefaults.Http;

namespace Platform.PlanGeneration.Domain.Planning;

/// <summary>Whether this athlete can be prepared for a race: its day, its time, and the time they have for its longest session.</summary>
internal static class RaceRules
{
    // Of the format's usual weeks, what is short.
    private const double ShortShare = 0.6;

    public static void Check(PlanRequestInput input, RaceFormat? format, int? distanceM, DateOnly? raceDate, Trainee trainee, Faults faults)
    {
        if (raceDate is { } date && trainee.Profile.NeverDays.Contains(date.DayOfWeek))
        {
            faults.Add("raceDate", $"{date:yyyy-MM-dd} is a {date.DayOfWeek}, on which your profile never allows anything: take it out of neverDays, or choose a race on another day.");
        }

        if (format is null)
        {
            return;
        }

        var raced = format.NeedsDistance && distanceM is { } metres && format.Distances!.Allow(metres) ? format.At(metres) : format;
        if (input.GoalSeconds is { } goal && !raced.NeedsDistance && GoalTimes.Check(raced, trainee.Profile.Sex, TimeSpan.FromSeconds(goal)) is { IsPlausible: false } verdict)
        {
            faults.Add("goalSeconds", verdict.Sentence!);
        }

        var (needs, has) = (LongestSession(raced), Longest(trainee));
        if (has >= PlanRequestRules.LeastMinutes && has < needs)
        {
            var others = RaceFormat.All.Where(f => f.Sport == format.Sport && !f.NeedsDistance && LongestSession(f) <= has).Select(f => f.Name).ToList();
            faults.Add("sessionMinutes",
                $"{format.Opening} takes one session a week of at least {needs} minutes; your longest day has {has}. Give one training day {needs} minutes or more{(others.Count == 0 ? "" : $", or choose a race that fits: {string.Join(", ", others)}")}.");
        }
    }

    public static IReadOnlyList<string> Warnings(RaceFormat? format, int? distanceM, int? goalSeconds, int weeks, Trainee trainee)
    {
        List<string> warnings = [];
        if (format is null)
        {
            return warnings;
        }

        if (format.Sport == RaceSport.Running && distanceM is { } metres && trainee.Vdot is { } vdot && goalSeconds is { } goal
            && GoalFeasibility.Judge(vdot, metres, TimeSpan.FromSeconds(goal), weeks) is { Verdict: Feasibility.Ambitious or Feasibility.Aggressive } judged)
        {
            warnings.Add(judged.Sentence);
        }

        if (format.Sport == RaceSport.Running && trainee.Vdot is null)
        {
            warnings.Add("No recent race result is known, so the plan goes by effort instead of paces: add one to your profile, or race 5 km, and generate again.");
        }

        if (weeks < format.PlanWeeks * ShortShare)
        {
            warnings.Add($"{(weeks == 1 ? "1 week is" : $"{weeks} weeks are")} short for {format.Article}, which usually takes {format.PlanWeeks}: the plan helps you to arrive rested, not to be much faster.");
        }

        return warnings;
    }

    /// <summary>Minutes that the longest session of the preparation takes at the least: this project's reading of common plans.</summary>
    private static int LongestSession(RaceFormat format) => (format.Sport, format.DistanceM) switch
    {
        (RaceSport.Running, >= 45_000) => 120,
        (RaceSport.Running, >= 30_000) => 90,
        (RaceSport.Running, >= 15_000) => 60,
        (RaceSport.Running, >= 8_000) => 30,
        (RaceSport.Cycling, >= 150_000) => 150,
        (RaceSport.Cycling, >= 80_000) => 90,
        (RaceSport.Cycling, >= 30_000) => 60,
        (RaceSport.Swimming, >= 8_000) => 90,
        (RaceSport.Swimming, >= 3_000) => 45,
        (RaceSport.Triathlon, >= 200_000) => 180,
        (RaceSport.Triathlon, >= 100_000) => 120,
        (RaceSport.Triathlon or RaceSport.Duathlon, >= 40_000) => 60,
        (RaceSport.Triathlon or RaceSport.Duathlon, _) => 45,
        (RaceSport.FitnessRace or RaceSport.Strength, _) => 30,
        _ => PlanRequestRules.LeastMinutes,
    };

    private static int Longest(Trainee trainee) => trainee.TrainingDays.ToList().Select(trainee.MinutesOn).DefaultIfEmpty(0).Max();
}
