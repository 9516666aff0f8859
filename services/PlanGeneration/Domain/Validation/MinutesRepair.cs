using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Validation;

/// <summary>Cuts a session until the day holds it: sets and rounds first, then the longest stretch, warm-up and cool-down last.</summary>
internal static class MinutesRepair
{
    private const int MostCuts = 400;

    public static void Fit(List<SessionPart> parts, int minutes, List<string> changes)
    {
        var before = Sums.Of(parts, 1).Minutes;
        for (var cuts = 0; cuts < MostCuts && parts.Count > 0 && Sums.Of(parts, 1).Minutes > minutes; cuts++)
        {
            Cut(parts, (Sums.Of(parts, 1).Minutes - minutes) * 60);
        }

        var after = Sums.Of(parts, 1).Minutes;
        if (after != before)
        {
            changes.Add($"Cut from {before} to {after} minutes: the day has {minutes}.");
        }
    }

    private static void Cut(List<SessionPart> parts, int tooManySeconds)
    {
        // Warm-up and cool-down are cut where they are longer than twice the main part.
        var longest = Enumerable.Range(0, parts.Count).MaxBy(i => Seconds(parts[i]) * (parts[i].Kind == PartKind.Main ? 2 : 1));
        var part = parts[longest];
        if (part.Rounds > 1)
        {
            parts[longest] = part with { Rounds = part.Rounds - 1 };
            return;
        }

        var steps = part.Steps.ToList();
        var at = Enumerable.Range(0, steps.Count).MaxBy(i => Sums.SecondsOf(steps[i]));
        var shorter = Shorter(steps[at], tooManySeconds);
        if (shorter is not null)
        {
            steps[at] = shorter;
        }
        else
        {
            steps.RemoveAt(at);
        }

        if (steps.Count == 0)
        {
            parts.RemoveAt(longest);
        }
        else
        {
            parts[longest] = part with { Steps = steps };
        }
    }

    private static Step? Shorter(Step step, int bySeconds)
    {
        switch (step)
        {
            case ExerciseStep { Sets: > 1 } exercise:
                return exercise with { Sets = exercise.Sets - 1 };
            case EnduranceStep stretch:
                var whole = Sums.SecondsOf(stretch);
                // Never below half at once: other parts may give as well.
                var left = Math.Max(whole - bySeconds, whole / 2) / whole;
                return whole * left < 60 ? null
                    : stretch.Seconds is { } seconds ? stretch with { Seconds = (int)(seconds * left) }
                    : stretch with { DistanceM = Math.Max(100, (int)(stretch.DistanceM!.Value * left / 100) * 100) };
            default:
                return null;
        }
    }

    private static double Seconds(SessionPart part)
    {
        var sum = (part.Rounds - 1.0) * part.RestBetweenRoundsSeconds;
        foreach (var step in part.Steps)
        {
            sum += part.Rounds * Sums.SecondsOf(step);
        }

        return sum;
    }
}
