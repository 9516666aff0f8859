using Platform.PlanGeneration.Domain;
using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.Domain.Science;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Tests.Planning;

/// <summary>A runner's marathon and a lifter's twelve weeks, without a fault, to be broken in tests.</summary>
internal static class SoundPlans
{
    public static readonly DateOnly Monday = new(2027, 1, 4);

    public static Trainee Runner { get; } = Athlete(
        ["running"], [DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Saturday, DayOfWeek.Sunday],
        new() { [DayOfWeek.Sunday] = 180 }, EquipmentSet.Nothing, [], Vdot.FromRace(10_000, TimeSpan.FromMinutes(45)));

    public static Trainee Lifter { get; } = Athlete(
        ["strength"], [DayOfWeek.Tuesday, DayOfWeek.Thursday, DayOfWeek.Saturday], [], EquipmentSet.Everything,
        new() { ["back-squat"] = 140, ["bench-press"] = 100, ["deadlift"] = 170, ["overhead-press"] = 62.5m }, null);

    public static Plan Marathon { get; } = Planner.Build(new(
        Runner, new(Specialisation.Endurance, "running", "marathon", Monday.AddDays((7 * 16) - 1), 42_195, null, null, null, Periodisation.Linear), Monday, 16, 1));

    public static Plan Strength { get; } = Planner.Build(new(
        Lifter, new(Specialisation.Force, "strength", null, null, null, null, "strength", null, Periodisation.Linear), Monday, 12, 1));

    /// <summary>The plan with the session of one day changed.</summary>
    public static Plan With(this Plan plan, int day, Func<Session, Session?> change) =>
        plan with { Days = [.. plan.Days.Select((d, i) => i == day ? d with { Session = change(d.Session!) } : d)] };

    /// <summary>The session with one step changed, added up again.</summary>
    public static Session WithStep<T>(this Session session, int part, int step, Func<T, Step> change) where T : Step
    {
        var parts = session.Parts.Select((p, i) => i == part ? p with { Steps = [.. p.Steps.Select((s, j) => j == step ? change((T)s) : s)] } : p).ToList();
        return session with { Parts = parts, Totals = Sums.Of(parts, session.TargetRpe) };
    }

    /// <summary>The first day and place of a step that is looked for.</summary>
    public static (int Day, int Part, int Step) Find<T>(this Plan plan, Func<T, bool> wanted, int fromDay = 0) where T : Step =>
    (
        from day in Enumerable.Range(fromDay, plan.Days.Count - fromDay)
        where plan.Days[day].Session is { Kind: not SessionKind.Race }
        from part in Enumerable.Range(0, plan.Days[day].Session!.Parts.Count)
        from step in Enumerable.Range(0, plan.Days[day].Session!.Parts[part].Steps.Count)
        where plan.Days[day].Session!.Parts[part].Steps[step] is T found && wanted(found)
        select (day, part, step)).First();

    private static Trainee Athlete(
        string[] disciplines, DayOfWeek[] days, Dictionary<DayOfWeek, int> minutes, EquipmentSet equipment, Dictionary<string, decimal> maxes, double? vdot)
    {
        var profile = new TrainingProfile(
            new(1990, 1, 1), null, 178, 74, ExperienceLevel.Intermediate, 5.5m, 75, minutes, [DayOfWeek.Monday], null, disciplines, [], [], 186, 52, null, null, [], [], []);
        return new(profile, WeekDays.Of(days), equipment, new HashSet<BodyArea>(), maxes, vdot, 186);
    }
}
