using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Coaching.Prescribing;

/// <summary>Puts a session together: warm-up before, cool-down after, what is left of the time used, all of it added up.</summary>
internal static class SessionWriter
{
    // Below this a rest of the time is not worth a further part.
    private const int LeastFinish = 100;

    /// <summary>Of the maximum: from here on nobody goes from three quarters of the load straight to all of it.</summary>
    private const decimal HeavyPercent = 80;

    private static readonly Wish[] LowerFirst = [Flow.LowerDrills];
    private static readonly Wish[] UpperFirst = [Flow.UpperDrills];
    private static readonly Wish[] Both = [Flow.LowerDrills, Flow.UpperDrills];
    private static readonly Wish[] Any = [Flow.Drills];

    private static readonly Wish CoreHolds = new(MovementPattern.Core)
    {
        Named = ["plank", "dead-bug", "side-plank", "bird-dog", "hollow-body-hold", "superman-hold", "plank-shoulder-tap"],
        Variety = 6,
    };

    /// <param name="main">Within the budget's main seconds.</param>
    /// <param name="lead">The lift that the warm-up leads to, if there is one with a load.</param>
    public static Session Write(
        SessionOrder order, Specialisation coach, SessionKind kind, string title, string purpose, decimal targetRpe, List<SessionPart> main,
        List<string> notes, ExerciseStep? lead = null)
    {
        var budget = Budget.Of(order);
        Finish(order, main, budget.Main - (int)Lifts.SecondsOf(main));
        List<SessionPart> parts = new(main.Count + 2);
        if (WarmUp(order, budget.WarmUp, lead, Drills(order, main)) is { } warmUp)
        {
            parts.Add(warmUp);
        }

        parts.AddRange(main);
        if (CoolDown(order, budget.CoolDown) is { } coolDown)
        {
            parts.Add(coolDown);
        }

        var rpe = Prescription.Eased(targetRpe, order.Effort);
        Remarks(order, notes);
        return new(coach, order.Sport, kind, title, purpose, rpe, Sums.Of(parts, rpe), parts, notes);
    }

    private static SessionPart? WarmUp(SessionOrder order, int seconds, ExerciseStep? lead, IReadOnlyList<Wish> moves)
    {
        List<Step> steps = [];
        var left = seconds;
        List<Step> ramp = lead is { LoadKg: { } load, RepsFrom: not null } && seconds >= 300 ? Ramp(order, lead, load) : [];
        left -= (int)Math.Ceiling(Lifts.SecondsOf(ramp));
        if (Movement.EasyMode(order.Trainee) is { } mode && left >= 120)
        {
            var easy = Math.Clamp(left / 2 / 30 * 30, 60, 300);
            steps.Add(Movement.Easy(mode, easy, 1, mode == "walk" ? "Brisk: until you are warm and breathing deeper." : "Easy: until you are warm and breathing deeper."));
            left -= easy;
        }

        if (left >= 25 && Flow.Fill(order, PartKind.WarmUp, "Warm-up", moves, left, 30, 3, 8) is { } drills)
        {
            steps.AddRange(drills.Steps);
        }

        steps.AddRange(ramp);
        return steps.Count == 0 ? Still(order, PartKind.WarmUp, "Warm-up", seconds) : new(PartKind.WarmUp, "Warm-up", 1, 0, steps);
    }

    /// <summary>For what the session begins with.</summary>
    private static IReadOnlyList<Wish> Drills(SessionOrder order, List<SessionPart> main)
    {
        var (lower, upper) = (false, false);
        for (var i = 0; main.Count > 0 && i < Math.Min(2, main[0].Steps.Count); i++)
        {
            var pattern = main[0].Steps[i] is ExerciseStep step ? order.Trainee.Equipment.Catalogue.Find(step.ExerciseId)?.Pattern : null;
            lower |= pattern is MovementPattern.Squat or MovementPattern.Hinge or MovementPattern.Lunge or MovementPattern.Jump or MovementPattern.Locomotion;
            upper |= pattern is MovementPattern.HorizontalPush or MovementPattern.HorizontalPull or MovementPattern.VerticalPush or MovementPattern.VerticalPull or MovementPattern.Combat;
        }

        return (lower, upper) switch
        {
            (true, false) => LowerFirst,
            (false, true) => UpperFirst,
            (true, true) => Both,
            _ => Any,
        };
    }

    /// <summary>Lighter sets of the first lift: half of the working load, three quarters, and a single near it where it is heavy.</summary>
    private static List<Step> Ramp(SessionOrder order, ExerciseStep lead, decimal load)
    {
        List<Step> ramp = [];
        (decimal Share, int Reps, decimal Rpe, int RestSeconds)[] sets = [(0.5m, 5, 3, 45), (0.75m, 3, 5, 45), (0.9m, 1, 6, 90)];
        foreach (var (share, reps, rpe, rest) in sets.AsSpan(0, lead.PercentOneRepMax >= HeavyPercent ? 3 : 2))
        {
            var kg = Math.Floor(load * share / Prescription.BarStepKg) * Prescription.BarStepKg;
            if (kg > 0)
            {
                ramp.Add(lead with
                {
                    Sets = 1, RepsFrom = reps, RepsTo = reps, LoadKg = kg, PercentOneRepMax = null, Rpe = rpe, Tempo = null, RestSeconds = rest,
                    Note = "Ramp-up set: fast and clean.", Alternatives = [],
                });
            }
        }

        return ramp;
    }

    private static SessionPart? CoolDown(SessionOrder order, int seconds) =>
        (seconds >= 25 ? Flow.Fill(order, PartKind.CoolDown, "Cool-down", [Flow.Stretches], seconds, 40, 2, 8) : null)
        ?? Still(order, PartKind.CoolDown, "Cool-down", seconds);

    /// <summary>Where no exercise is possible, the body is still moved, or at least breathed with.</summary>
    private static SessionPart Still(SessionOrder order, PartKind kind, string name, int seconds) => new(kind, name, 1, 0,
    [
        Movement.Easy(Movement.EasyMode(order.Trainee) ?? "walk", Math.Max(30, seconds), 1, "Gently, as far as it does not hurt. Slow breaths through the nose will do too."),
    ]);

    private static void Finish(SessionOrder order, List<SessionPart> main, int left)
    {
        if (left < LeastFinish)
        {
            return;
        }

        if (left >= 480 && Movement.EasyMode(order.Trainee) is { } mode)
        {
            main.Add(new(PartKind.Main, "Easy finish", 1, 0, [Movement.Easy(mode, left / 60 * 60, 2, "Easy enough to talk; it helps you to recover between sessions.")]));
        }
        else if (Flow.Fill(order, PartKind.Main, "Core to finish", [CoreHolds, Flow.Drills], left, 30, 6, 4) is { } core)
        {
            main.Add(core);
        }
        else if (main.Count == 0)
        {
            main.Add(Still(order, PartKind.Main, "Easy movement", left));
        }
    }

    private static void Remarks(SessionOrder order, List<string> notes)
    {
        if (order.Trainee.Spare.Count > 0)
        {
            notes.Add($"Nothing here loads your {string.Join(" or your ", order.Trainee.Spare.OrderBy(a => a).Select(a => WireNames.Of(a).Replace('_', ' ')))}. Stop if it hurts all the same.");
        }

        if (order.Effort < 1)
        {
            notes.Add("Eased on purpose today: leave more in reserve than you feel you must.");
        }
        else if (order.Week is { Recovery: true })
        {
            notes.Add("A recovery week: less of everything, so that the next weeks can build on it.");
        }
    }
}
