using Platform.PlanGeneration.Domain.Science;

namespace Platform.PlanGeneration.Domain.Racing;

internal enum GoalTimeFault
{
    None,
    TooFast,
    TooSlow,

    /// <summary>The format is not raced against the clock.</summary>
    NotTimed,

    /// <summary>The format needs a distance, and the race has none.</summary>
    NoDistance,
}

/// <param name="Sentence">What is wrong and what would work, for the athlete; null where nothing is.</param>
/// <param name="Fastest">The fastest goal that would be taken, where there is one.</param>
/// <param name="Slowest">The slowest.</param>
internal sealed record GoalTimeVerdict(GoalTimeFault Fault, string? Sentence, TimeSpan? Fastest, TimeSpan? Slowest)
{
    public bool IsPlausible => Fault == GoalTimeFault.None;
}

/// <summary>
/// Goal times that can be planned for: not faster than anyone has been, not slower than a walk (runs 5 km/h, rides 10 km/h,
/// swims 5 min per 100 m, races of several sports the usual cut-off).
/// </summary>
internal static class GoalTimes
{
    private const double WalkKmPerH = 5;
    private const double RideKmPerH = 10;
    private const double SwimSecPer100M = 300;

    // Rounded down from the best known times of men and women; DEKA's are not verified and leave more room.
    private static readonly Dictionary<string, (string Men, string Women, string Slowest)> Courses = new()
    {
        ["hyrox"] = ("51:00", "54:00", "4:00:00"),
        ["deka_fit"] = ("25:00", "28:00", "2:30:00"),
        ["deka_mile"] = ("12:00", "14:00", "2:00:00"),
        ["deka_strong"] = ("8:00", "9:00", "1:30:00"),
        ["triathlon_sprint"] = ("48:00", "53:00", "3:00:00"),
        ["triathlon_olympic"] = ("1:38:00", "1:48:00", "5:00:00"),
        ["triathlon_half"] = ("3:20:00", "3:45:00", "8:30:00"),
        ["triathlon_full"] = ("7:20:00", "8:00:00", "17:00:00"),
        ["duathlon"] = ("1:30:00", "1:40:00", "5:00:00"),
        ["custom"] = ("1:00", "1:00", "168:00:00"),
    };

    /// <param name="format">At the race's own distance where it has one (<see cref="RaceFormat.At"/>).</param>
    /// <param name="sex">Null where the profile does not say: the wider limit holds.</param>
    /// <param name="goal">Any time, also a negative one.</param>
    public static GoalTimeVerdict Check(RaceFormat format, Sex? sex, TimeSpan goal)
    {
        if (!format.IsTimed)
        {
            return new(GoalTimeFault.NotTimed, $"{format.Opening} has no goal time: leave it out, and give the weights to lift as goals.", null, null);
        }

        if (format is { NeedsDistance: true })
        {
            return new(GoalTimeFault.NoDistance, $"A goal time needs the distance: {format.Distances!.LeastM:0} to {format.Distances.MostM:0} m for {format.Article}.", null, null);
        }

        var (fastest, slowest, bounds) = Limits(format, sex);
        var works = $"A goal from {RaceTime.Text(fastest)} to {RaceTime.Text(slowest)} can be planned for.";
        return goal < fastest
            ? new(GoalTimeFault.TooFast, $"The goal is faster than {bounds.Fast} ({RaceTime.Text(fastest)}). {works}", fastest, slowest)
            : goal > slowest
                ? new(GoalTimeFault.TooSlow, $"The goal is slower than {bounds.Slow} ({RaceTime.Text(slowest)}). {works}", fastest, slowest)
                : new(GoalTimeFault.None, null, fastest, slowest);
    }

    private static (TimeSpan Fastest, TimeSpan Slowest, (string Fast, string Slow) Bounds) Limits(RaceFormat format, Sex? sex)
    {
        if (Courses.TryGetValue(format.Id, out var course))
        {
            return (RaceTime.Parse(sex == Sex.Female ? course.Women : course.Men), RaceTime.Parse(course.Slowest),
                format.Sport == RaceSport.Other ? ("one minute", "a week") : ("anyone has been", "the usual cut-off"));
        }

        var distanceM = format.DistanceM!.Value;
        var fastest = WorldRecords.Fastest(format.Sport, distanceM, sex);
        return format.Sport switch
        {
            RaceSport.Running => (fastest, TimeSpan.FromHours(distanceM / 1000 / WalkKmPerH), ("anyone has run", "walking at 5 km/h")),
            RaceSport.Cycling => (fastest, TimeSpan.FromHours(distanceM / 1000 / RideKmPerH), ("the hour record's speed", "riding at 10 km/h")),
            _ => (fastest, TimeSpan.FromSeconds(distanceM / 100 * SwimSecPer100M), ("anyone has swum", "swimming 100 m in 5 minutes")),
        };
    }
}
