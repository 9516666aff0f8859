using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Coaching.Endurance;

/// <summary>Which hard sessions a phase asks for, and how a long one ends.</summary>
internal static class Menu
{
    /// <param name="index">Which of the week's hard sessions.</param>
    /// <param name="of">How many hard sessions the week has; a single one takes turns.</param>
    public static (SessionKind Kind, string Focus) Hard(WeekOrder order, RaceGoal goal, int index, int of)
    {
        var week = order.Week;
        var which = of == 1 ? week.Index + index : index;
        if (order.Target.RaceDate is null && week.Of >= 4 && week.Index == week.Of - 1 && index == 0)
        {
            return (SessionKind.Test, Focus.None);
        }

        return week switch
        {
            { Recovery: true } => week.Index % 2 == 0 ? (SessionKind.Fartlek, Focus.None) : (SessionKind.Tempo, Focus.Cruise),
            { Phase: Phase.RaceWeek } => (SessionKind.RacePace, Focus.Sharpener),
            { Phase: Phase.Base } => which % 2 == 0
                ? week.Index % 2 == 0 ? (SessionKind.Fartlek, Focus.None) : (SessionKind.Tempo, Focus.Continuous)
                : week.Index % 2 == 0 ? (SessionKind.Tempo, Focus.Cruise) : (SessionKind.Intervals, Focus.Repetitions),
            { Phase: Phase.Build } => which % 2 == 0
                ? goal.IsLong && week.Index % 3 == 2 ? RacePace(goal) : (SessionKind.Intervals, Focus.Vo2Max)
                : (SessionKind.Tempo, week.Index % 2 == 0 ? Focus.Cruise : Focus.Continuous),
            { Phase: Phase.Peak } => which % 2 == 0
                ? goal.IsLong ? (SessionKind.Intervals, Focus.Vo2Max) : RacePace(goal)
                : goal.IsLong || week.Index % 2 == 0 ? (SessionKind.Tempo, Focus.Cruise) : (SessionKind.Intervals, Focus.Vo2Max),
            _ => which % 2 == 0 ? (SessionKind.Intervals, Focus.Vo2Max) : goal.IsLong || goal.Zone < 4 ? (SessionKind.Tempo, Focus.Cruise) : RacePace(goal),
        };
    }

    public static string LongFocus(PlanWeek week, RaceGoal goal) =>
        (goal.IsLong || goal.IsHalf) && goal.Zone >= 3 && !week.Recovery
            && ((week.Phase == Phase.Peak && week.InPhase < Math.Max(1, week.PhaseWeeks - 1)) || (week.Phase == Phase.Build && week.InPhase % 2 == 1))
            ? Focus.RaceFinish
            : Focus.None;

    // Without a distance there is no such pace, and an ultra's is an easy one.
    private static (SessionKind, string) RacePace(RaceGoal goal) =>
        goal.DistanceM is null || goal.Zone <= 2 ? (SessionKind.Tempo, Focus.Continuous) : (SessionKind.RacePace, Focus.None);
}
