using Platform.PlanGeneration.Domain.Coaching;
using Platform.PlanGeneration.Domain.Coaching.Prescribing;
using Platform.PlanGeneration.Domain.Sessions;
using Platform.PlanGeneration.Domain.Validation;

namespace Platform.PlanGeneration.Domain.Daily;

/// <summary>The session of one day.</summary>
/// <param name="Focus">The coach's own word; of a planned day its title.</param>
/// <param name="Reasoning">Sentences to the athlete: why this, and what was changed.</param>
internal sealed record DaySession(Session Session, string Focus, IReadOnlyList<string> Reasoning);

/// <summary>
/// What is trained on one day by the rules: the plan's session as the day bears it, or the coach's. Whatever comes out has
/// passed the validator.
/// </summary>
internal static class DaySessions
{
    private const int LeastMain = 8;

    /// <summary>
    /// The planned session itself, if the athlete can do it today; else eased, repaired or built anew, in this order. The
    /// race is never changed.
    /// </summary>
    public static DaySession Planned(Session planned, DayOrder day)
    {
        if (planned.Kind == SessionKind.Race)
        {
            return new(planned, planned.Title, [planned.Purpose]);
        }

        var decision = Deload.Decide(day.Readiness, day.Recent, day.Energy, planned.Title);
        var faults = Check(planned, day);
        if (decision.Effort >= 1 && faults.Count == 0)
        {
            return new(planned, planned.Title, [$"Your plan has this for today. {planned.Purpose}"]);
        }

        List<string> why = [$"Your plan has “{planned.Title}” for today.", .. decision.Reasons];
        var eased = !decision.Easier && Easing.Suits(planned) ? Easing.Of(planned, decision.Effort, day.Trainee) : null;
        if (eased is not null && (decision.Effort < 1 ? Check(eased, day) : faults).Count == 0)
        {
            return Done(eased, planned.Title, decision, [.. why, "The exercises stay, with less load and fewer sets."]);
        }

        if ((decision.Effort >= 1 ? planned : eased) is { } base_ && Repaired(base_, day) is { } repaired)
        {
            return Done(repaired.Session, planned.Title, decision, [.. why, .. repaired.Changes]);
        }

        var coach = Coaches.For(planned.Coach);
        var order = coach.Today(day with { Planned = planned.Kind });
        var main = Math.Max(LeastMain, (int)(planned.Totals.MainMinutes * decision.Effort));
        order = order with { Sport = planned.Sport, MainMinutes = Math.Min(order.MainMinutes, main), Effort = Math.Min(order.Effort, decision.Effort) };
        List<string> instead = [.. why, .. faults.Take(2).Select(f => f.Reason)];
        return Built(coach, order, day, decision, planned.Title, session => [.. instead, $"So today it is “{session.Title}” instead, {session.Totals.Minutes} minutes."]);
    }

    /// <summary>What the coach would train today.</summary>
    public static DaySession Coached(ICoach coach, DayOrder day)
    {
        var order = coach.Today(day);
        var decision = Deload.Decide(day.Readiness, day.Recent, day.Energy, order.Focus);
        // A coach that was careful before it chose the focus went by what failed of any: the athlete is told that too.
        decision = order.Effort < decision.Effort ? Deload.Decide(day.Readiness, day.Recent, day.Energy, null) : decision;
        order = order with { Effort = Math.Min(order.Effort, decision.Effort) };
        return Built(coach, order, day, decision, order.Focus, session => [session.Purpose, .. decision.Reasons]);
    }

    private static DaySession Built(
        ICoach coach, SessionOrder order, DayOrder day, DeloadDecision decision, string focus, Func<Session, IReadOnlyList<string>> why)
    {
        var session = coach.Build(order);
        if (Check(session, day).Count == 0)
        {
            return Done(session, focus, decision, why(session));
        }

        if (Repaired(session, day) is { } repaired)
        {
            return Done(repaired.Session, focus, decision, [.. why(repaired.Session), .. repaired.Changes]);
        }

        const string Little = "There is little that can be done under these circumstances, so today you move gently.";
        var gentle = Restorative.Build(order with { Kind = SessionKind.Mobility }, coach.Specialisation, Little);
        return Check(gentle, day) is { Count: 0 }
            ? Done(gentle, "", decision, [.. why(gentle), Little])
            : throw new InvalidOperationException($"No session of the {coach.Specialisation} coach is sound: {Check(gentle, day)[0].Rule}.");
    }

    private static DaySession Done(Session session, string focus, DeloadDecision decision, IReadOnlyList<string> reasoning) => new(
        decision.Reasons.Count == 0 ? session : session with { Notes = [.. session.Notes, .. decision.Reasons.Except(session.Notes)] },
        focus, [.. reasoning.Distinct()]);

    public static IReadOnlyList<PlanFault> Check(Session session, DayOrder day) =>
        SessionValidator.Check(session, day.Trainee, day.Date, day.Minutes, "");

    private static (Session Session, IReadOnlyList<string> Changes)? Repaired(Session session, DayOrder day) =>
        SessionRepair.Try(session, day.Trainee, day.Date, day.Minutes) is ({ } sound, var changes) ? (sound, changes) : null;
}
