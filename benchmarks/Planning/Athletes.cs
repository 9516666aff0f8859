using Platform.PlanGeneration.Domain;
using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Coaching;
using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.Benchmarks.Planning;

/// <param name="Equipment">Ids of the catalogue.</param>
internal sealed record Athlete(TrainingProfile Profile, WeekDays Days, IReadOnlyList<string> Equipment)
{
    public Trainee TraineeOn(DateOnly date) => TraineeRules.TraineeOf(Profile, Days, EquipmentSet.Of(CatalogueIndex.Shipped, Equipment), date);
}

/// <summary>Athletes of many kinds, and the plans they ask for. The same number is the same athlete in every run.</summary>
internal static class Athletes
{
    public const int Weeks = 16;
    private const int OfEachCoach = 8;

    /// <summary>A Monday.</summary>
    public static readonly DateOnly Start = new(2026, 11, 30);

    private static readonly DateOnly Recently = new(2026, 10, 4);

    private static readonly string[][] Places =
    [
        [.. CatalogueIndex.Shipped.Equipment.Where(e => e.Groups.Contains(PlaceType.Gym)).Select(e => e.Id)],
        ["barbell", "squat-rack", "flat-bench", "pull-up-bar", "dumbbells", "kettlebell", "rowing-machine", "road", "running-shoes", "road-bike"],
        ["dumbbells", "yoga-mat", "road", "running-shoes"],
        [.. CatalogueIndex.Shipped.Equipment.Select(e => e.Id)],
    ];

    private static readonly (Specialisation Coach, string[] Sports, string Goal)[] Goals =
    [
        (Specialisation.Force, ["strength", "bodybuilding"], "strength"), (Specialisation.Endurance, ["running", "cycling"], "endurance"),
        (Specialisation.Functional, ["crossfit", "hiit"], "general"), (Specialisation.Competitions, ["hyrox", "deka"], "general"),
        (Specialisation.Calisthenics, ["calisthenics"], "strength"), (Specialisation.Wellness, ["yoga", "mobility"], "mobility"),
        (Specialisation.Combat, ["boxing", "mma"], "general"), (Specialisation.Sports, ["football", "tennis"], "general"),
        (Specialisation.Mixed, ["running", "strength"], "general"),
    ];

    private static readonly (Specialisation Coach, string Sport, string Format, int? DistanceM)[] Races =
    [
        (Specialisation.Endurance, "running", "10k", 10_000), (Specialisation.Endurance, "running", "half_marathon", 21_097),
        (Specialisation.Endurance, "running", "marathon", 42_195), (Specialisation.Competitions, "hyrox", "hyrox", null),
        (Specialisation.Force, "powerlifting", "powerlifting_meet", null),
    ];

    /// <summary>Eight plans by each coach; of one that trains for races, every other is for a race.</summary>
    public static IReadOnlyList<PlanOrder> Orders { get; } =
        [.. Coaches.All.SelectMany(c => Enumerable.Range(0, OfEachCoach).Select(n => OrderOf(c.Specialisation, n)))];

    /// <summary>A marathon by someone who runs 10 km in 45 minutes and trains on five days.</summary>
    public static PlanOrder Marathon { get; } = new(
        Runner().TraineeOn(Start),
        new(Specialisation.Endurance, "running", "marathon", Start.AddDays((7 * Weeks) - 1), 42_195, null, null, null, Periodisation.Linear), Start, Weeks, 1);

    public static Athlete Of(Specialisation coach, int number, bool everyDay = false)
    {
        var random = new Random((100 * (int)coach) + number);
        var all = Enum.GetValues<DayOfWeek>();
        random.Shuffle(all);
        var days = everyDay ? all : all[..random.Next(3, 7)];
        var disciplines = Goals.Single(g => g.Coach == coach).Sports;
        string[] lifts = ["back-squat", "bench-press", "deadlift", "overhead-press"];
        var minutes = random.Next(9, 19) * 5;
        return new(
            new(
                new DateOnly(random.Next(1965, 2006), random.Next(1, 13), random.Next(1, 28)), (Sex)random.Next(2), random.Next(155, 195), random.Next(50, 100),
                (ExperienceLevel)random.Next(3), random.Next(2, 10), minutes,
                random.Next(2) == 0 ? new Dictionary<DayOfWeek, int> { [days[0]] = Math.Max(120, minutes) } : [], [], random.Next(2) == 0 ? days[0] : null,
                coach == Specialisation.Mixed ? disciplines : [disciplines[number % disciplines.Length]],
                random.Next(3) == 0 ? [] : [.. lifts.Select(l => new KnownMax(l, random.Next(16, 60) * 2.5m, random.Next(1, 6), Recently))],
                random.Next(3) == 0 ? [] : [new(10_000, random.Next(2200, 3900), Recently)], random.Next(2) == 0 ? random.Next(170, 200) : null,
                random.Next(2) == 0 ? random.Next(42, 65) : null, null, random.Next(2) == 0 ? random.Next(150, 320) : null,
                random.Next(5) == 0 ? [new(BodyArea.Knee, 4, Recently)] : [], [], []),
            WeekDays.Of(days), Places[random.Next(Places.Length)]);
    }

    /// <summary>Who does not ask for anything: trained by the coach of their discipline, on every day.</summary>
    public static Athlete Of(int number) => Of(Goals[number % Goals.Length].Coach, number / Goals.Length, everyDay: true);

    public static PlanTarget GoalOf(Athlete athlete)
    {
        var coach = Coaches.Of(athlete.Profile.Disciplines);
        return new(coach, athlete.Profile.Disciplines[0], null, null, null, null, Goals.Single(g => g.Coach == coach).Goal, null, Periodisation.Linear);
    }

    private static PlanOrder OrderOf(Specialisation coach, int number)
    {
        var athlete = Of(coach, number);
        var races = Races.Where(r => r.Coach == coach).ToArray();
        var target = GoalOf(athlete) with { Periodisation = (Periodisation)(number % 5) };
        if (races.Length > 0 && number % 2 == 0)
        {
            var race = races[number / 2 % races.Length];
            target = target with { Sport = race.Sport, Format = race.Format, RaceDate = Start.AddDays((7 * Weeks) - 1), DistanceM = race.DistanceM, Goal = null };
        }

        return new(athlete.TraineeOn(Start), target, Start, Weeks, number);
    }

    private static Athlete Runner() => new(
        new(
            new DateOnly(1990, 5, 17), Sex.Female, 170, 62, ExperienceLevel.Intermediate, 6, 75, new Dictionary<DayOfWeek, int> { [DayOfWeek.Sunday] = 180 }, [],
            DayOfWeek.Sunday, ["running"], [], [new(10_000, 45 * 60, Recently)], 188, 52, null, null, [], [], []),
        WeekDays.Of(DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Saturday, DayOfWeek.Sunday), Places[2]);
}
