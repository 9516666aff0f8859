using Platform.PlanGeneration.Data;
using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Coaching;
using Platform.PlanGeneration.Domain.Daily;
using Platform.PlanGeneration.Domain.Sessions;
using Platform.PlanGeneration.Generation;

namespace Platform.PlanGeneration.Features.GenerateSession;

/// <summary>Everything that a session is made from.</summary>
/// <param name="Order">With the athlete as they are today.</param>
/// <param name="PlanDay">The plan's day, where it has a session and no other coach was asked for.</param>
/// <param name="Circumstances">Sentences to the athlete.</param>
internal sealed record Situation(
    Guid UserId, DateOnly Date, StepOne Said, DayOrder Order, ActiveDayRow? PlanDay, Session? Planned, IReadOnlyList<string> Circumstances)
{
    public static Situation Of(
        Guid userId, DateOnly date, StepOne said, Trainee trainee, string? place, ActiveDayRow? day, RecentTraining recent)
    {
        var adapted = said.Adapt(recent.Update(trainee), date);
        var planned = day?.Session is { } json ? PlanJson.ReadSession(json) : null;
        var follows = planned is not null && (said.Coach is null || said.Coach == planned.Coach);
        return new(
            userId, date, said,
            new(adapted, date, said.Minutes, said.Energy, recent.Readiness, recent.Recent, null, DaySources.SeedOf(userId)),
            follows ? day : null, follows ? planned : null,
            said.Reasons(adapted, trainee.Profile.NeverDays.Contains(date.DayOfWeek), day is { Session: null }, place));
    }

    public ICoach Coach => Said.Coach is { } asked ? Coaches.For(asked) : Planned is { } planned ? Coaches.For(planned.Coach) : Coaches.For(Order.Trainee.Profile.Disciplines);

    /// <summary>The session without a language model.</summary>
    public DaySession ByRules()
    {
        var made = Planned is not null ? DaySessions.Planned(Planned, Order) : DaySessions.Coached(Coach, Order);
        return made with { Reasoning = [.. made.Reasoning, .. Circumstances] };
    }

    public WorkoutDraft Draft(DaySession made) =>
        PlanDay is { } day ? DaySources.OfPlan(UserId, day, made) : DaySources.OfCoach(UserId, made);
}
