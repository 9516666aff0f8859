using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Coaching.Calisthenics;
using Platform.PlanGeneration.Domain.Coaching.Combat;
using Platform.PlanGeneration.Domain.Coaching.Competitions;
using Platform.PlanGeneration.Domain.Coaching.Endurance;
using Platform.PlanGeneration.Domain.Coaching.Force;
using Platform.PlanGeneration.Domain.Coaching.Functional;
using Platform.PlanGeneration.Domain.Coaching.Mixed;
using Platform.PlanGeneration.Domain.Coaching.Sports;
using Platform.PlanGeneration.Domain.Coaching.Wellness;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Coaching;

/// <summary>The coaches there are, and which of them an athlete's discipline belongs to.</summary>
internal static class Coaches
{
    private static readonly Dictionary<Specialisation, ICoach> Known = new ICoach[]
    {
        new ForceCoach(),
        new FunctionalCoach(),
        new CalisthenicsCoach(),
        new WellnessCoach(),
        new CombatCoach(),
        new SportsCoach(),
        new MixedCoach(),
        new CompetitionsCoach(),
        new EnduranceCoach(),
    }.ToDictionary(c => c.Specialisation);

    private static readonly Dictionary<string, Specialisation> ByDiscipline = new()
    {
        ["strength"] = Specialisation.Force,
        ["powerlifting"] = Specialisation.Force,
        ["bodybuilding"] = Specialisation.Force,
        ["strongman"] = Specialisation.Force,
        ["olympic_weightlifting"] = Specialisation.Force,
        ["running"] = Specialisation.Endurance,
        ["cycling"] = Specialisation.Endurance,
        ["swimming"] = Specialisation.Endurance,
        ["triathlon"] = Specialisation.Endurance,
        ["rowing"] = Specialisation.Endurance,
        ["cardio"] = Specialisation.Endurance,
        ["crossfit"] = Specialisation.Functional,
        ["hiit"] = Specialisation.Functional,
        ["functional"] = Specialisation.Functional,
        ["circuit"] = Specialisation.Functional,
        ["hyrox"] = Specialisation.Competitions,
        ["deka"] = Specialisation.Competitions,
        ["calisthenics"] = Specialisation.Calisthenics,
        ["street_workout"] = Specialisation.Calisthenics,
        ["streetlifting"] = Specialisation.Calisthenics,
        ["yoga"] = Specialisation.Wellness,
        ["pilates"] = Specialisation.Wellness,
        ["mobility"] = Specialisation.Wellness,
        ["stretching"] = Specialisation.Wellness,
        ["boxing"] = Specialisation.Combat,
        ["kickboxing"] = Specialisation.Combat,
        ["mma"] = Specialisation.Combat,
        ["basketball"] = Specialisation.Sports,
        ["football"] = Specialisation.Sports,
        ["tennis"] = Specialisation.Sports,
        ["plyometrics"] = Specialisation.Functional,
    };

    // Those whose training leads there, the usual one first. A goal that is not here is general: everyone's.
    private static readonly Dictionary<string, Specialisation[]> ByGoal = new()
    {
        ["strength"] = [Specialisation.Force, Specialisation.Calisthenics, Specialisation.Functional],
        ["hypertrophy"] = [Specialisation.Force, Specialisation.Calisthenics],
        ["power"] = [Specialisation.Force, Specialisation.Functional, Specialisation.Sports, Specialisation.Combat],
        ["endurance"] = [Specialisation.Endurance, Specialisation.Competitions],
        ["mobility"] = [Specialisation.Wellness],
    };

    public static IEnumerable<ICoach> All => Known.Values;

    public static ICoach For(Specialisation specialisation) => Known[specialisation];

    /// <summary>
    /// Who leads to a goal: the coach of the first discipline of the athlete's that does, else the usual one, so that a runner
    /// who asks for strength gets strength.
    /// </summary>
    public static Specialisation ForGoal(string? goal, IReadOnlyList<string> disciplines)
    {
        if (goal is null || !ByGoal.TryGetValue(goal, out var leading))
        {
            return Of(disciplines);
        }

        var own = disciplines.Select(d => ByDiscipline[d]).ToList();
        var index = own.FindIndex(leading.Contains);
        return index < 0 ? leading[0] : own[index];
    }

    /// <summary>Whose a discipline is; null for one that is none.</summary>
    public static Specialisation? Of(string discipline) => ByDiscipline.TryGetValue(discipline, out var coach) ? coach : null;

    /// <summary>What a coach trains where the athlete names nothing of theirs.</summary>
    public static string MainDiscipline(Specialisation coach) => coach switch
    {
        Specialisation.Force => Disciplines.Strength,
        Specialisation.Endurance => Disciplines.Running,
        Specialisation.Competitions => Disciplines.Hyrox,
        Specialisation.Calisthenics => Disciplines.Calisthenics,
        Specialisation.Wellness => Disciplines.Mobility,
        Specialisation.Combat => Disciplines.Boxing,
        Specialisation.Sports => Disciplines.Football,
        _ => Disciplines.Functional,
    };

    /// <summary>Of the main discipline; several that belong to different coaches are trained by the mixed coach.</summary>
    public static ICoach For(IReadOnlyList<string> disciplines) => For(Of(disciplines));

    /// <summary>The same by name.</summary>
    public static Specialisation Of(IReadOnlyList<string> disciplines) => disciplines.Select(d => ByDiscipline[d]).Distinct().ToList() switch
    {
        [var only] => only,
        _ => Specialisation.Mixed,
    };
}
