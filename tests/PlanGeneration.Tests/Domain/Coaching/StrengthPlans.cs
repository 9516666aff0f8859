using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Coaching;
using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Tests.Domain.Coaching;

/// <summary>Athletes and orders for the coaches other than endurance and competitions; the same for the same seed.</summary>
internal static class StrengthPlans
{
    public static readonly Specialisation[] All =
    [
        Specialisation.Force, Specialisation.Functional, Specialisation.Calisthenics, Specialisation.Wellness, Specialisation.Combat,
        Specialisation.Sports, Specialisation.Mixed,
    ];

    private static readonly string[] Lifts = ["back-squat", "bench-press", "deadlift", "overhead-press", "front-squat", "bent-over-row", "weighted-pull-up", "dumbbell-bench-press"];

    public static Specialisation Coach(int seed) => All[seed % All.Length];

    /// <summary>Four days a week with everything there is to lift, and the three lifts known.</summary>
    public static Trainee Lifter(ExperienceLevel experience, int minutes = 75) => SomeTrainees.Make(
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Thursday, DayOfWeek.Saturday], minutes, new Dictionary<DayOfWeek, int>(), experience, 4,
        ["strength"], null, 185, EquipmentSet.Everything, new HashSet<BodyArea>()) with
        {
            OneRepMaxes = new Dictionary<string, decimal> { ["back-squat"] = 140, ["bench-press"] = 116.67m, ["deadlift"] = 180, ["overhead-press"] = 65 },
        };

    public static PlanTarget Target(Specialisation coach, string sport, DateOnly? race, Periodisation periodisation, string? format = null) => new(
        coach, sport, race is null ? null : format ?? "custom", race, null, null, race is null ? "strength" : null, null, periodisation);

    public static Trainee Trainee(int seed)
    {
        var random = new Random(seed);
        var coach = Coach(seed);
        var trainee = SomeTrainees.Random(seed, Discipline(coach, random));
        var maxes = Lifts.Where(_ => random.Next(2) == 0).ToDictionary(id => id, _ => (decimal)random.Next(40, 220));
        var profile = trainee.Profile with
        {
            Disciplines = coach == Specialisation.Mixed ? Mixture(random) : trainee.Profile.Disciplines,
            AvoidExercises = random.Next(4) == 0 ? [.. CatalogueIndex.Shipped.Exercises.Where(_ => random.Next(12) == 0).Select(e => e.Id)] : [],
            PreferExercises = random.Next(4) == 0 ? ["front-squat", "push-up", "kettlebell-swing"] : [],
        };
        return trainee with { Profile = profile, OneRepMaxes = maxes };
    }

    public static (PlanOrder Order, Trainee Trainee) Some(int seed)
    {
        var random = new Random(~seed);
        var trainee = Trainee(seed);
        var coach = Coach(seed);
        var weeks = random.Next(1, 21);
        var race = random.Next(2) == 0 ? SomeTrainees.Monday.AddDays((7 * (weeks - 1)) + 5) : (DateOnly?)null;
        var target = Target(
            coach, coach == Specialisation.Mixed ? "functional" : trainee.Profile.Disciplines[0], race, (Periodisation)random.Next(5),
            coach == Specialisation.Force && random.Next(2) == 0 ? "powerlifting_meet" : null);
        return (new(trainee, target, SomeTrainees.Monday.AddDays(weeks == 1 ? 0 : random.Next(6)), weeks, seed), trainee);
    }

    /// <summary>An order for one session: any kind, 15 minutes to three hours.</summary>
    public static SessionOrder SomeSession(int seed)
    {
        var random = new Random(seed * 7919);
        var trainee = Trainee(seed);
        var minutes = random.Next(4) == 0 ? 15 : random.Next(15, 121);
        var main = random.Next(5, minutes - 3);
        var kinds = Enum.GetValues<SessionKind>().Where(k => k != SessionKind.Race).ToArray();
        var week = random.Next(3) == 0 ? null : new PlanWeek(random.Next(12), 12, (Phase)random.Next(5), 0, 3, random.Next(4) == 0);
        return new(
            trainee, SomeTrainees.Monday.AddDays(random.Next(300)), kinds[random.Next(kinds.Length)], trainee.Profile.Disciplines[0], "", minutes, main,
            random.Next(3) == 0 ? 0.8m : 1, week, week is null ? null : Target(Coach(seed), trainee.Profile.Disciplines[0], null, (Periodisation)random.Next(5)), seed);
    }

    private static string Discipline(Specialisation coach, Random random)
    {
        if (coach == Specialisation.Mixed)
        {
            return "strength";
        }

        var theirs = Disciplines.All.Where(d => Coaches.Of(d) == coach).ToArray();
        return theirs[random.Next(theirs.Length)];
    }

    private static string[] Mixture(Random random) =>
        [.. new[] { "strength", "running", "yoga", "boxing", "calisthenics", "crossfit", "football", "hyrox" }.OrderBy(_ => random.Next()).Take(random.Next(2, 4))];
}
