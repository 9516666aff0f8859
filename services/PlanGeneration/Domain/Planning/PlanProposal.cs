namespace Platform.PlanGeneration.Domain.Planning;

/// <summary>
/// An arrangement of a plan that somebody else than the coach proposes: which kind of session on which day. What each of
/// them holds, the volume of the weeks, taper and race stay with coach and planner.
/// </summary>
/// <param name="Strategy">A few sentences to the athlete, without figures: those are computed.</param>
internal sealed record PlanProposal(string Strategy, IReadOnlyList<ProposedWeek> Weeks);

/// <param name="Index">Zero-based.</param>
internal sealed record ProposedWeek(int Index, IReadOnlyList<ProposedDay> Days);

/// <param name="Day">Such as <c>tuesday</c>.</param>
/// <param name="Session">An id of <see cref="PlanMenu.Items"/>.</param>
/// <param name="Minutes">Its share of the week: the planner scales them to what the week aims at.</param>
internal sealed record ProposedDay(string Day, string Session, int Minutes);
