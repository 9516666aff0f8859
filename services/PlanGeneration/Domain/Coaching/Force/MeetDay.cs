using Platform.PlanGeneration.Domain.Coaching.Prescribing;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Coaching.Force;

/// <summary>A powerlifting meet: three attempts in each of three lifts.</summary>
internal static class MeetDay
{
    private const int RestBetweenAttempts = 600;

    private static readonly (string Name, decimal Percent, decimal Rpe, string Note)[] Attempts =
    [
        ("Opener", 91, 8, "A weight you could lift on your worst day: it puts you in the meet."),
        ("Second attempt", 96, 9.5m, "A weight that builds the total, with a little in hand."),
        ("Third attempt", 101, 10, "The one you came for. Take less if the second was slow."),
    ];

    private static readonly (string Name, Wish Wish)[] Lifts = [("Squat", Wishes.Squat), ("Bench press", Wishes.Bench), ("Deadlift", Wishes.Hinge)];

    public static Session Build(SessionOrder order)
    {
        var choice = ExerciseChoice.For(order.Trainee);
        List<SessionPart> parts = [];
        var known = true;
        foreach (var (name, wish) in Lifts)
        {
            if (choice.Pick(wish, 0, []) is not { } lift)
            {
                continue;
            }

            known &= order.Trainee.OneRepMaxes.ContainsKey(lift.Id);
            parts.Add(new(PartKind.Main, name, 1, 0,
            [
                .. Attempts.Select(a => Prescription.Of(
                    order.Trainee, lift, new(1, 1, 1, 1, 1, 10, a.Rpe, null, RestBetweenAttempts, Percent: a.Percent), 1, 1, $"{a.Name}. {a.Note}")),
            ]));
        }

        List<string> notes =
        [
            "Warm up by the bar, not by the clock: the last warm-up single about 5 % below the opener, some ten minutes before you are called.",
            "Eat and drink between the lifts, and open with what you know.",
        ];
        if (!known)
        {
            notes.Add("Where no weight is given your maximum is not known: open with what you could lift for three.");
        }

        if (parts.Count == 0)
        {
            return Restorative.Build(order, Specialisation.Force, "None of the competition lifts is possible without loading what hurts: do not compete today.");
        }

        return new(
            Specialisation.Force, order.Sport, SessionKind.Race, "Meet day", "Nine attempts, each of them one you have prepared for.", 9,
            Sums.Of(parts, 9), parts, notes);
    }
}
