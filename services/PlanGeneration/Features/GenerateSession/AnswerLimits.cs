using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Sessions;
using Platform.PlanGeneration.Domain.Validation;

namespace Platform.PlanGeneration.Features.GenerateSession;

/// <summary>
/// What a model's session may not go beyond, sound as it may be by itself: the effort that the rules allow today, loads that
/// nothing is known to justify, and texts that say otherwise than the steps.
/// </summary>
internal static class AnswerLimits
{
    /// <summary>Readiness never enters a prompt: what it was measured by is not known here. It limits the answer instead.</summary>
    private const decimal HarderThanRules = 0.5m;
    private const decimal LongerThanRules = 1.25m;
    private const int MoreHardMinutes = 5;
    private const string TooHard = "too_hard_today";

    public static IEnumerable<PlanFault> Check(Session session, Session byRules, Trainee trainee) =>
        [.. Effort(session, byRules), .. Steps(session, byRules, trainee), .. Texts(session, byRules)];

    private static IEnumerable<PlanFault> Effort(Session session, Session byRules)
    {
        if (session.TargetRpe > byRules.TargetRpe + HarderThanRules)
        {
            yield return new("targetRpe", TooHard, $"{session.TargetRpe} is more than the {byRules.TargetRpe} that today bears.");
        }

        if (session.Totals.Load > (byRules.Totals.Load * LongerThanRules) + 20)
        {
            yield return new("totals.load", TooHard, $"A load of {session.Totals.Load} is more than today bears; the suggestion has {byRules.Totals.Load}.");
        }

        if (session.Totals.HardMinutes > (byRules.Totals.HardMinutes * LongerThanRules) + MoreHardMinutes)
        {
            yield return new("totals.hardMinutes", TooHard, $"{session.Totals.HardMinutes} hard minutes are more than today bears; the suggestion has {byRules.Totals.HardMinutes}.");
        }
    }

    private static IEnumerable<PlanFault> Steps(Session session, Session byRules, Trainee trainee)
    {
        var hardest = StepsOf(byRules).Max(s => RpeOf(s.Step)) ?? byRules.TargetRpe;
        var loads = StepsOf(byRules).Select(s => s.Step).OfType<ExerciseStep>().Where(s => s.LoadKg is not null)
            .GroupBy(s => s.ExerciseId).ToDictionary(g => g.Key, g => g.Max(s => s.LoadKg!.Value));
        foreach (var (path, step) in StepsOf(session))
        {
            if (RpeOf(step) > Math.Max(hardest, byRules.TargetRpe) + HarderThanRules)
            {
                yield return new($"{path}.rpe", TooHard, FormattableString.Invariant($"RPE {RpeOf(step)} is more than today bears; nothing in the suggestion has more than {hardest}."));
            }

            if (step is not ExerciseStep exercise)
            {
                continue;
            }

            // A maximum that is known is the validator's to compare with.
            if (exercise.LoadKg > loads.GetValueOrDefault(exercise.ExerciseId) && !trainee.OneRepMaxes.ContainsKey(exercise.ExerciseId))
            {
                yield return new($"{path}.loadKg", FaultRules.LoadLimit, "Nothing is known of what the athlete lifts here: leave loadKg null, or keep the suggestion's, and give an RPE.");
            }

            if (CatalogueIndex.Shipped.Find(exercise.ExerciseId) is { } known && known.Name != exercise.Name)
            {
                yield return new($"{path}.name", FaultRules.Schema, $"{known.Id} is called {known.Name}.");
            }
        }
    }

    private static IEnumerable<PlanFault> Texts(Session session, Session byRules)
    {
        var most = StepsOf(session).Concat(StepsOf(byRules)).Max(s => (s.Step as ExerciseStep)?.LoadKg) ?? 0;
        most = TextsOf(byRules).SelectMany(t => WeightFigures.In(t.Text)).Append(most).Max();
        return
            from said in TextsOf(session)
            where WeightFigures.In(said.Text).Any(kg => kg > most)
            select new PlanFault(said.Path, FaultRules.TextFigures, $"It names more weight than the {most:0.##} kg that are the most in the steps.");
    }

    private static IEnumerable<(string Path, Step Step)> StepsOf(Session session) =>
        session.Parts.SelectMany((part, i) => part.Steps.Select((step, j) => ($"parts[{i}].steps[{j}]", step)));

    private static decimal? RpeOf(Step step) => step switch { ExerciseStep exercise => exercise.Rpe, EnduranceStep stretch => stretch.Rpe, _ => null };

    private static IEnumerable<(string Path, string? Text)> TextsOf(Session session) =>
    [
        ("title", session.Title), ("purpose", session.Purpose),
        .. session.Notes.Select((note, i) => ($"notes[{i}]", (string?)note)),
        .. session.Parts.Select((part, i) => ($"parts[{i}].name", (string?)part.Name)),
        .. StepsOf(session).Select(s => ($"{s.Path}.note", s.Step switch { ExerciseStep exercise => exercise.Note, EnduranceStep stretch => stretch.Note, _ => null })),
    ];
}
