using Platform.PlanGeneration.Domain;
using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.Domain.Science;
using Platform.PlanGeneration.Domain.Sessions;
using PlannedPlan = Platform.PlanGeneration.Domain.Planning.Plan;

namespace Platform.Plan;

/// <param name="Athlete">Who it is for, in words.</param>
internal sealed record Example(string Athlete, PlanOrder Order)
{
    public PlannedPlan Build() => Planner.Build(Order);
}

/// <summary>Athletes as they come, with plans that are often asked for. The dates are fixed, so that the plans are.</summary>
internal static class Examples
{
    private static readonly DateOnly Monday = new(2027, 1, 4);

    public static IReadOnlyList<string> Names { get; } = ["marathon", "hyrox", "strength"];

    /// <returns>Null where there is no such example.</returns>
    public static Example? Find(string name, int seed) => name switch
    {
        "marathon" => Marathon(seed),
        "hyrox" => Hyrox(seed),
        "strength" => Strength(seed),
        _ => null,
    };

    private static Example Marathon(int seed)
    {
        var vdot = Vdot.FromRace(10_000, TimeSpan.FromMinutes(45));
        var goal = (int)Vdot.TimeFor(vdot + 1, RunPaces.MarathonM).TotalSeconds;
        var profile = Profile(
            ["running"], ExperienceLevel.Intermediate, weeklyHours: 5.5m, sessionMinutes: 75,
            new() { [DayOfWeek.Sunday] = 180, [DayOfWeek.Thursday] = 90 }, never: [DayOfWeek.Monday]) with
        {
            LongDay = DayOfWeek.Sunday,
            RaceResults = [new(10_000, 45 * 60, new(2026, 11, 15))],
        };
        return new(
            "Runner of 37, 10 km in 45:00, five days a week, up to 180 minutes on Sundays, never on Mondays",
            new(
                Of(profile, [DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Saturday, DayOfWeek.Sunday], EquipmentSet.Nothing, new Dictionary<string, decimal>(), vdot),
                new(Specialisation.Endurance, Disciplines.Running, "marathon", Monday.AddDays((7 * 16) - 1), 42_195, goal, null, null, Periodisation.Linear),
                Monday, 16, seed));
    }

    private static Example Hyrox(int seed)
    {
        var vdot = Vdot.FromRace(5_000, TimeSpan.FromMinutes(22.5));
        var profile = Profile(
            ["hyrox"], ExperienceLevel.Intermediate, weeklyHours: 5.5m, sessionMinutes: 75, new() { [DayOfWeek.Saturday] = 120 }, never: [DayOfWeek.Friday]) with
        {
            Sex = Sex.Male,
            LongDay = DayOfWeek.Saturday,
            RaceResults = [new(5_000, (22 * 60) + 30, new(2026, 12, 6))],
        };
        return new(
            "Man of 37, 5 km in 22:30, HYROX Open in a full gym, five days a week, never on Fridays",
            new(
                Of(profile, [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Saturday], EquipmentSet.Everything, Lifts, vdot),
                new(Specialisation.Competitions, Disciplines.Hyrox, "hyrox", Monday.AddDays((7 * 12) - 2), 8_000, 80 * 60, null, "men_open", Periodisation.Undulating),
                Monday, 12, seed));
    }

    private static Example Strength(int seed)
    {
        var profile = Profile(["strength"], ExperienceLevel.Intermediate, weeklyHours: 4.5m, sessionMinutes: 75, [], never: [DayOfWeek.Sunday]) with
        {
            KnownMaxes = [.. Lifts.Select(lift => new KnownMax(lift.Key, lift.Value, 1, new(2026, 12, 12)))],
        };
        return new(
            "Lifter of 37, squat 140 kg, bench press 100 kg, deadlift 170 kg, overhead press 62.5 kg, four days a week in a full gym",
            new(
                Of(profile, [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Thursday, DayOfWeek.Friday], EquipmentSet.Everything, Lifts, null),
                new(Specialisation.Force, Disciplines.Strength, null, null, null, null, "strength", null, Periodisation.Undulating),
                Monday, 12, seed));
    }

    private static readonly Dictionary<string, decimal> Lifts = new()
    {
        [Id("back-squat")] = 140, [Id("bench-press")] = 100, [Id("deadlift")] = 170, [Id("overhead-press")] = 62.5m,
    };

    /// <summary>The catalogue's own id of a lift.</summary>
    private static string Id(string name) => CatalogueIndex.Shipped.Find(name)?.Id ?? throw new InvalidOperationException($"The catalogue has no {name}.");

    private static TrainingProfile Profile(
        string[] disciplines, ExperienceLevel level, decimal weeklyHours, int sessionMinutes, Dictionary<DayOfWeek, int> minutes, DayOfWeek[] never) =>
        new(
            new(1989, 5, 20), null, 178, 74, level, weeklyHours, sessionMinutes, minutes, never, null, disciplines, [], [], MaxHeartRate: 186,
            RestingHeartRate: 52, ThresholdHeartRate: null, FtpWatts: null, [], [], []);

    private static Trainee Of(TrainingProfile profile, DayOfWeek[] days, EquipmentSet equipment, IReadOnlyDictionary<string, decimal> maxes, double? vdot) =>
        new(profile, WeekDays.Of(days), equipment, new HashSet<BodyArea>(), maxes, vdot, profile.MaxHeartRate);
}
