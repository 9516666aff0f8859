using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Validation;

/// <summary>Checks one session, whoever wrote it. It trusts nothing: every sum is made again, every id looked up.</summary>
internal static class SessionValidator
{
    /// <param name="minutes">The most the session may take; a race takes as long as it takes.</param>
    /// <param name="path">Put before the paths of the faults, such as <c>days[3].session</c>; empty for a session by itself.</param>
    /// <returns>All faults; where the shape itself is faulty, those of the shape alone.</returns>
    public static IReadOnlyList<PlanFault> Check(Session? session, Trainee trainee, DateOnly date, int minutes, string path)
    {
        var faults = new FaultList(path);
        Check(session, trainee, date, minutes, faults);
        return faults.Found;
    }

    internal static void Check(Session? session, Trainee trainee, DateOnly date, int minutes, FaultList faults)
    {
        if (!SessionShape.IsSound(session, faults))
        {
            return;
        }

        var sums = Sums.Of(session.Parts, session.TargetRpe);
        CheckDay(session, sums.Minutes, trainee, date, minutes, faults);
        CheckParts(session, faults);
        // A race has its own equipment, whatever the athlete trains with.
        trainee = session.Kind == SessionKind.Race ? trainee with { Equipment = EquipmentSet.Everything } : trainee;
        for (var part = 0; part < session.Parts.Count; part++)
        {
            for (var step = 0; step < session.Parts[part].Steps.Count; step++)
            {
                switch (session.Parts[part].Steps[step])
                {
                    case ExerciseStep exercise:
                        ExerciseRules.Check(exercise, trainee, new(part, step), faults);
                        break;
                    case EnduranceStep stretch:
                        EnduranceRules.Check(stretch, trainee, session.Kind == SessionKind.Race, new(part, step), faults);
                        break;
                }
            }
        }

        TotalsRule.Check(session, sums, faults);
        TextFigures.Check(session, sums, faults);
    }

    private static void CheckDay(Session session, int takes, Trainee trainee, DateOnly date, int minutes, FaultList faults)
    {
        var never = false;
        foreach (var day in trainee.Profile.NeverDays)
        {
            never |= day == date.DayOfWeek;
        }

        if (never)
        {
            faults.Add("", FaultRules.NeverDay, $"{date:yyyy-MM-dd} is a {date.DayOfWeek}, on which nothing may ever be planned.");
        }

        if (session.Kind != SessionKind.Race && takes > minutes)
        {
            faults.Add("totals.minutes", FaultRules.Minutes, $"The steps take {takes} minutes; the day has {minutes}.");
        }
    }

    private static void CheckParts(Session session, FaultList faults)
    {
        var main = false;
        for (var i = 0; i < session.Parts.Count; i++)
        {
            var kind = session.Parts[i].Kind;
            main |= kind == PartKind.Main;
            if (i > 0 && kind < session.Parts[i - 1].Kind)
            {
                faults.Add($"parts[{i}].kind", FaultRules.PartOrder, $"A part of the kind {kind} comes after one of the kind {session.Parts[i - 1].Kind}; warm-up, main parts, cool-down is the order.");
            }
            else if (session.Kind == SessionKind.Race && kind != PartKind.Main)
            {
                faults.Add($"parts[{i}].kind", FaultRules.PartOrder, "A race has main parts only.");
            }
        }

        if (!main)
        {
            faults.Add("parts", FaultRules.PartOrder, "There is no main part.");
        }
    }
}
