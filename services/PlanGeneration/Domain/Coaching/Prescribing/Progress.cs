using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Planning;

namespace Platform.PlanGeneration.Domain.Coaching.Prescribing;

/// <summary>Where an athlete stands on the way through a plan.</summary>
internal static class Progress
{
    /// <summary>Weeks for which the assisting exercises stay the same: long enough to get better at them.</summary>
    private const int BlockWeeks = 4;

    /// <summary>0 in the first week, 1 in the last; the taper and the race week stay at 1. Half-way outside a plan.</summary>
    public static double Of(PlanWeek? week) => week switch
    {
        null => 0.5,
        { Phase: Phase.Taper or Phase.RaceWeek } => 1,
        { Of: <= 1 } => 0.5,
        _ => (double)week.Index / (week.Of - 1),
    };

    /// <summary>Which block of weeks it is: what changes from block to block takes its turn from this.</summary>
    public static int Block(SessionOrder order) => (order.Week?.Index ?? order.Date.DayNumber / 7) / BlockWeeks;

    /// <summary>The plan's, or what suits the experience: beginners improve from week to week and need no more than that.</summary>
    public static Periodisation Model(SessionOrder order) => order.Target?.Periodisation ?? DefaultModel(order.Trainee.Profile.Experience);

    public static Periodisation DefaultModel(ExperienceLevel experience) => experience switch
    {
        ExperienceLevel.Beginner => Periodisation.Linear,
        ExperienceLevel.Intermediate => Periodisation.DailyUndulating,
        _ => Periodisation.Block,
    };
}
