using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Coaching;

/// <summary>
/// What a specialised coach knows: how a week of its sport is put together, and how each session is built. Pure, and the
/// same for the same order: whatever is left to chance comes from the order's seed.
/// </summary>
internal interface ICoach
{
    Specialisation Specialisation { get; }

    /// <summary>True where two hard days (<see cref="SessionKinds.IsHard"/>) in a row are a fault.</summary>
    bool KeepsHardDaysApart { get; }

    /// <summary>
    /// What to train on which day of a week, hardest things placed first. At most one order a day, each on a day that is
    /// open; the main minutes add up to about the week's target, and none exceeds its day.
    /// </summary>
    IReadOnlyList<SessionOrder> PlanWeek(WeekOrder week);

    /// <summary>
    /// Builds the session: within <see cref="SessionOrder.Minutes"/>, its main parts within 5 % or 3 minutes of
    /// <see cref="SessionOrder.MainMinutes"/> where they can be, every exercise possible with the equipment and sparing
    /// what hurts.
    /// </summary>
    Session Build(SessionOrder order);

    /// <summary>What to train today when nothing is planned, from what was trained last.</summary>
    SessionOrder Today(DayOrder day);
}
