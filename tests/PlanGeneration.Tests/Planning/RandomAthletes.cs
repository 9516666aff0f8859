using Platform.PlanGeneration.Domain;
using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.Domain.Science;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Tests.Planning;

/// <summary>Athletes of every kind, and what they may ask for. The same number is the same athlete.</summary>
internal static class RandomAthletes
{
    private static readonly string[][] Places =
    [
        [], ["dumbbells", "yoga-mat"], ["barbell", "squat-rack", "flat-bench", "pull-up-bar", "dumbbells", "kettlebell"], ["treadmill", "rowing-machine", "ski-erg"],
    ];

    private static readonly (Specialisation Coach, string Sport, string Format, int? DistanceM)[] Races =
    [
        (Specialisation.Endurance, "running", "5k", 5_000), (Specialisation.Endurance, "running", "10k", 10_000),
        (Specialisation.Endurance, "running", "half_marathon", 21_097), (Specialisation.Endurance, "running", "marathon", 42_195),
        (Specialisation.Competitions, "hyrox", "hyrox", null), (Specialisation.Force, "powerlifting", "powerlifting_meet", null),
    ];

    private static readonly (Specialisation Coach, string Sport, string Goal)[] Goals =
    [
        (Specialisation.Force, "strength", "strength"), (Specialisation.Force, "bodybuilding", "hypertrophy"),
        (Specialisation.Endurance, "running", "endurance"), (Specialisation.Endurance, "cycling", "endurance"),
        (Specialisation.Functional, "crossfit", "general"), (Specialisation.Calisthenics, "calisthenics", "strength"),
        (Specialisation.Wellness, "yoga", "general"), (Specialisation.Combat, "boxing", "general"),
        (Specialisation.Sports, "football", "general"), (Specialisation.Mixed, "running", "general"),
        (Specialisation.Competitions, "hyrox", "general"),
    ];

    public static Trainee Athlete(int number)
    {
        var random = new Random(Seeds.Of(number, 1));
        var all = Enum.GetValues<DayOfWeek>();
        random.Shuffle(all);
        var days = all[..random.Next(1, 8)];
        var never = all.Except(days).Take(random.Next(3)).ToArray();
        var minutes = random.Next(3, 25) * 5;
        var byDay = days.Where(_ => random.Next(3) == 0).ToDictionary(d => d, _ => random.Next(3, 37) * 5);
        var level = (ExperienceLevel)random.Next(3);
        var equipment = random.Next(4) == 0 ? EquipmentSet.Everything : EquipmentSet.Of(CatalogueIndex.Shipped, Places[random.Next(Places.Length)]);
        var pain = random.Next(4) == 0 ? Enumerable.Range(0, random.Next(1, 4)).Select(_ => (BodyArea)random.Next(15)).Distinct().ToArray() : [];
        string[] lifts = ["back-squat", "bench-press", "deadlift", "overhead-press"];
        var maxes = random.Next(2) == 0 ? lifts.Where(l => CatalogueIndex.Shipped.Find(l) is not null).ToDictionary(l => l, _ => (decimal)random.Next(16, 80) * 2.5m) : [];
        var vdot = random.Next(3) == 0 ? (double?)null : 28 + (random.NextDouble() * 40);
        string[][] disciplines = [["running"], ["strength"], ["hyrox"], ["running", "strength"], ["crossfit", "boxing"], ["yoga", "football", "cycling"]];
        var birth = new DateOnly(random.Next(1955, 2010), random.Next(1, 13), random.Next(1, 28));
        var profile = new TrainingProfile(
            birth, random.Next(2) == 0 ? Sex.Female : Sex.Male, random.Next(150, 200), random.Next(45, 110), level,
            random.Next(3) == 0 ? null : random.Next(1, 12), minutes, byDay, never, random.Next(2) == 0 ? days[0] : null,
            disciplines[random.Next(disciplines.Length)],
            [.. maxes.Select(m => new KnownMax(m.Key, m.Value, 1, new(2026, 10, 1)))], [], random.Next(2) == 0 ? random.Next(165, 205) : null,
            random.Next(2) == 0 ? random.Next(40, 70) : null, null, random.Next(3) == 0 ? random.Next(120, 350) : null,
            [.. pain.Select(p => new PainArea(p, random.Next(3, 11), null))], [], []);
        return new(profile, WeekDays.Of(days), equipment, pain.ToHashSet(), maxes, vdot, profile.MaxHeartRate ?? 2026 - birth.Year switch { var age => 220 - age });
    }

    /// <summary>What the athlete asks of the coach; one that trains for races is asked for races half of the time.</summary>
    public static PlanOrder Order(int number, Specialisation coach)
    {
        var random = new Random(Seeds.Of(number, 2));
        var trainee = Athlete(number);
        var first = new DateOnly(2026, 11, 1).AddDays(random.Next(60));
        var weeks = random.Next(1, 53);
        var races = Races.Where(r => r.Coach == coach).ToArray();
        var model = (Periodisation)random.Next(5);
        if (races.Length > 0 && random.Next(2) == 0)
        {
            var race = races[random.Next(races.Length)];
            var date = Planner.WeekStart(first).AddDays((7 * (weeks - 1)) + random.Next(7));
            date = date < first ? first : date;
            var goal = race.DistanceM is { } metres && trainee.Vdot is { } vdot && random.Next(2) == 0 ? (int?)Vdot.TimeFor(vdot + 1, metres).TotalSeconds : null;
            if (!trainee.Profile.NeverDays.Contains(date.DayOfWeek))
            {
                return new(trainee, new(coach, race.Sport, race.Format, date, race.DistanceM, goal, null, null, model), first, weeks, number);
            }
        }

        var goals = Goals.Where(g => g.Coach == coach).ToArray();
        var (_, sport, what) = goals[random.Next(goals.Length)];
        return new(trainee, new(coach, sport, null, null, null, null, what, null, model), first, weeks, number);
    }
}
