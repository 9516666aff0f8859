using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Coaching.Prescribing;

/// <summary>What is left when training hard is not wise or not possible: easy movement and mobility.</summary>
internal static class Restorative
{
    public static bool Suits(SessionKind kind) => kind is SessionKind.Recovery or SessionKind.Mobility or SessionKind.Easy;

    public static Session Build(SessionOrder order, Specialisation coach, string? because = null)
    {
        var seconds = Budget.Of(order).Main;
        List<SessionPart> main = [];
        var moving = seconds >= 900 && Movement.EasyMode(order.Trainee) is not null ? seconds * 2 / 5 / 60 * 60 : 0;
        if (moving > 0)
        {
            main.Add(new(PartKind.Main, "Easy movement", 1, 0, [Movement.Easy(Movement.EasyMode(order.Trainee)!, moving, 1, "Easy enough to talk in whole sentences.")]));
        }

        if (Flow.Fill(order, PartKind.Main, "Mobility flow", [Flow.Drills, Flow.Stretches], seconds - moving, 40, 3) is { } flow)
        {
            main.Add(flow);
        }

        List<string> notes = because is null ? [] : [because];
        var kind = order.Kind == SessionKind.Recovery ? SessionKind.Recovery : SessionKind.Mobility;
        return SessionWriter.Write(
            order, coach, kind, kind == SessionKind.Recovery ? "Active recovery" : "Mobility and easy movement",
            "Move everything gently, so that you recover and come to the next session fresh.", 3, main, notes);
    }
}
