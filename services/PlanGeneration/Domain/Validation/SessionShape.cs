using System.Diagnostics.CodeAnalysis;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Validation;

/// <summary>
/// The rule <c>schema</c>: what has to be there is there, and every number is one that can be meant. What was read from a
/// text may hold null where the types say that it cannot.
/// </summary>
internal static class SessionShape
{
    private const int MostParts = 20;
    private const int MostSteps = 60;
    private const int MostNotes = 20;
    private const int MostAlternatives = 10;

    public static bool IsSound([NotNullWhen(true)] Session? session, FaultList faults)
    {
        var before = faults.Count;
        if (session is null)
        {
            faults.Add("", FaultRules.Schema, "There is no session.");
            return false;
        }

        if (!Enum.IsDefined(session.Coach) || !Enum.IsDefined(session.Kind))
        {
            faults.Add("kind", FaultRules.Schema, "Coach and kind are each one of those there are.");
        }

        if (session.Sport is null || !IsDiscipline(session.Sport))
        {
            faults.Add("sport", FaultRules.Schema, $"{session.Sport ?? "null"} is not a discipline.");
        }

        Text(session.Title, "title", 200, faults);
        Text(session.Purpose, "purpose", 1_000, faults);
        Range((double)session.TargetRpe, 1, 10, "targetRpe", faults);
        if (session.Totals is not { Minutes: >= 0, MainMinutes: >= 0, HardMinutes: >= 0, DistanceKm: >= 0, WorkingSets: >= 0, TonnageKg: >= 0, Load: >= 0 })
        {
            faults.Add("totals", FaultRules.Schema, "Totals are required, none of them below 0.");
        }

        if (Count(session.Notes, "notes", 0, MostNotes, faults))
        {
            for (var i = 0; i < session.Notes.Count; i++)
            {
                if (string.IsNullOrWhiteSpace(session.Notes[i]) || session.Notes[i].Length > 1_000)
                {
                    faults.Add($"notes[{i}]", FaultRules.Schema, "A note has 1 to 1000 characters.");
                }
            }
        }

        if (Count(session.Parts, "parts", 1, MostParts, faults))
        {
            for (var i = 0; i < session.Parts.Count; i++)
            {
                Part(session.Parts[i], i, faults);
            }
        }

        return faults.Count == before;
    }

    private static void Part(SessionPart? part, int index, FaultList faults)
    {
        if (part is null || !Enum.IsDefined(part.Kind) || string.IsNullOrWhiteSpace(part.Name) || part.Name.Length > 200)
        {
            faults.Add($"parts[{index}]", FaultRules.Schema, "A part has a kind and a name of 1 to 200 characters.");
            return;
        }

        if (part.Rounds is < 1 or > 100 || part.RestBetweenRoundsSeconds is < 0 or > 3_600)
        {
            faults.Add($"parts[{index}].rounds", FaultRules.Schema, $"{part.Rounds} rounds with {part.RestBetweenRoundsSeconds} s of rest: 1 to 100 rounds, 0 to 3600 s.");
        }

        if (part.Steps is not { Count: >= 1 and <= MostSteps })
        {
            faults.Add($"parts[{index}].steps", FaultRules.Schema, $"A part has 1 to {MostSteps} steps.");
            return;
        }

        for (var i = 0; i < part.Steps.Count; i++)
        {
            switch (part.Steps[i])
            {
                case ExerciseStep exercise:
                    Exercise(exercise, new(index, i), faults);
                    break;
                case EnduranceStep stretch:
                    Endurance(stretch, new(index, i), faults);
                    break;
                default:
                    faults.Add($"parts[{index}].steps[{i}]", FaultRules.Schema, "A step is an exercise or endurance.");
                    break;
            }
        }
    }

    private static void Exercise(ExerciseStep step, StepPlace place, FaultList faults)
    {
        if (string.IsNullOrWhiteSpace(step.ExerciseId) || string.IsNullOrWhiteSpace(step.Name))
        {
            faults.Add(place.Of("exerciseId"), FaultRules.Schema, "An exercise has an id and a name.");
        }

        if (step.Sets is < 1 or > 60 || step.RestSeconds is < 0 or > 3_600)
        {
            faults.Add(place.Of("sets"), FaultRules.Schema, $"{step.Sets} sets with {step.RestSeconds} s of rest: 1 to 60 sets, 0 to 3600 s.");
        }

        var repeats = step.RepsFrom is not null || step.RepsTo is not null;
        var given = (repeats ? 1 : 0) + (step.Seconds is null ? 0 : 1) + (step.DistanceM is null ? 0 : 1);
        if (given != 1)
        {
            faults.Add(place.Path, FaultRules.Schema, $"Exactly one of reps, seconds and distance says how much a set is; there are {given}.");
        }

        if (repeats && !(step.RepsFrom is >= 1 and <= 1_000 && step.RepsTo is null or <= 1_000 && (step.RepsTo ?? step.RepsFrom) >= step.RepsFrom))
        {
            faults.Add(place.Of("repsFrom"), FaultRules.Schema, $"{step.RepsFrom} to {step.RepsTo} repetitions: from 1 to 1000, the smaller first.");
        }

        if (step.Seconds is < 1 or > 14_400 || step.DistanceM is < 1 or > 50_000)
        {
            faults.Add(place.Path, FaultRules.Schema, $"{step.Seconds} s, {step.DistanceM} m: 1 to 14400 s, 1 to 50000 m.");
        }

        if (step.LoadKg is <= 0 or > 600 || step.PercentOneRepMax is <= 0 or > 110 || step.Rpe is < 1 or > 10)
        {
            faults.Add(place.Of("loadKg"), FaultRules.Schema, $"Load {step.LoadKg} kg, {step.PercentOneRepMax} % and RPE {step.Rpe}: up to 600 kg, 110 %, RPE 1 to 10.");
        }

        if (step.Tempo is not null && !IsTempo(step.Tempo))
        {
            faults.Add(place.Of("tempo"), FaultRules.Schema, "A tempo is four numbers of seconds, such as 3-1-1-0.");
        }

        if (step.Note is { Length: > 1_000 } || step.Alternatives is not { Count: <= MostAlternatives })
        {
            faults.Add(place.Of("alternatives"), FaultRules.Schema, $"A list of at most {MostAlternatives} alternatives, and a note of at most 1000 characters.");
            return;
        }

        for (var i = 0; i < step.Alternatives.Count; i++)
        {
            if (step.Alternatives[i] is not { ExerciseId.Length: > 0, Name.Length: > 0, Reason.Length: > 0 })
            {
                faults.Add(place.Of($"alternatives[{i}]"), FaultRules.Schema, "An alternative has an id, a name and a reason.");
            }
        }
    }

    private static void Endurance(EnduranceStep step, StepPlace place, FaultList faults)
    {
        if (step.Mode is null || !Modes.IsKnown(step.Mode))
        {
            faults.Add(place.Of("mode"), FaultRules.Schema, $"{step.Mode ?? "null"} is not a mode: {string.Join(", ", Modes.All)}.");
        }

        if ((step.Seconds is null) == (step.DistanceM is null))
        {
            faults.Add(place.Path, FaultRules.Schema, "Exactly one of seconds and distance says how long.");
        }

        if (step.Seconds is < 1 or > 86_400 || step.DistanceM is < 1 or > 700_000)
        {
            faults.Add(place.Path, FaultRules.Schema, $"{step.Seconds} s, {step.DistanceM} m: 1 to 86400 s, 1 to 700000 m.");
        }

        Range(step.Zone, 1, 5, place, "zone", faults);
        Range((double)step.Rpe, 1, 10, place, "rpe", faults);
        Pair(step.PaceFrom, step.PaceTo, 30, 3_600, place, "paceFrom", "seconds per km", faults);
        Pair(step.HeartRateFrom, step.HeartRateTo, 40, 240, place, "heartRateFrom", "beats a minute", faults);
        Pair(step.PowerFrom, step.PowerTo, 1, 2_500, place, "powerFrom", "W", faults);
    }

    private static void Pair(int? from, int? to, int least, int most, StepPlace place, string member, string unit, FaultList faults)
    {
        if (from < least || from > most || to < least || to > most || from > to)
        {
            faults.Add(place.Of(member), FaultRules.Schema, $"{from} to {to} {unit}: the smaller first, from {least} to {most}.");
        }
    }

    private static void Range(double value, double least, double most, StepPlace place, string member, FaultList faults)
    {
        if (!(value >= least && value <= most))
        {
            faults.Add(place.Of(member), FaultRules.Schema, $"{value} is not from {least} to {most}.");
        }
    }

    private static void Range(double value, double least, double most, string member, FaultList faults)
    {
        if (!(value >= least && value <= most))
        {
            faults.Add(member, FaultRules.Schema, $"{value} is not from {least} to {most}.");
        }
    }

    private static void Text(string? text, string member, int most, FaultList faults)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > most)
        {
            faults.Add(member, FaultRules.Schema, $"A text of 1 to {most} characters is required.");
        }
    }

    private static bool Count<T>([NotNullWhen(true)] IReadOnlyList<T>? list, string member, int least, int most, FaultList faults)
    {
        if (list is not null && list.Count >= least && list.Count <= most)
        {
            return true;
        }

        faults.Add(member, FaultRules.Schema, $"{least} to {most} are required.");
        return false;
    }

    private static bool IsDiscipline(string sport)
    {
        var all = Disciplines.All;
        for (var i = 0; i < all.Count; i++)
        {
            if (all[i] == sport)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsTempo(string tempo) => tempo is [_, '-', _, '-', _, '-', _]
        && char.IsAsciiDigit(tempo[0]) && char.IsAsciiDigit(tempo[2]) && char.IsAsciiDigit(tempo[4]) && char.IsAsciiDigit(tempo[6]);
}
