using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Coaching.Prescribing;

/// <summary>Sessions that the coaches who train with exercises build alike: a race's day, and what restores.</summary>
internal static class SharedSessions
{
    /// <returns>Null where the session is the coach's own craft.</returns>
    public static Session? Of(SessionOrder order, Specialisation coach) => order.Kind switch
    {
        SessionKind.Race => RaceDay.Build(order, coach),
        var kind when Restorative.Suits(kind) => Restorative.Build(order, coach),
        _ => null,
    };
}
