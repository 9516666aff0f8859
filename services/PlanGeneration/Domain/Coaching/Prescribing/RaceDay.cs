using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Coaching.Prescribing;

/// <summary>An event that no race model describes: what can be said of it is how to get ready.</summary>
internal static class RaceDay
{
    private static readonly Wish Moves = new(MovementPattern.Mobility) { Discipline = Disciplines.Mobility, Variety = 8 };

    public static Session Build(SessionOrder order, Specialisation coach)
    {
        List<SessionPart> parts = [];
        if (Movement.EasyMode(order.Trainee) is { } mode)
        {
            parts.Add(new(PartKind.Main, "Before the start", 1, 0, [Movement.Easy(mode, 600, 2, "Until you sweat lightly.")]));
        }

        if (Flow.Fill(order, PartKind.Main, "Loosen up", [Moves], 300, 30, 3, 6) is { } drills)
        {
            parts.Add(drills);
        }

        return new(
            coach, order.Sport, SessionKind.Race, "Event day", "Everything is done that could be trained. Get ready without haste, then give it.", 8, Sums.Of(parts, 8), parts,
            ["Nothing new today: the food, the shoes and the warm-up that you know.", "The event itself is not counted in these minutes."]);
    }
}
