using Platform.Contracts.PlanGeneration;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Daily.Talk;

/// <summary>What is talked about.</summary>
/// <param name="Session">Null for a block's day.</param>
internal sealed record TalkTopic(DailyWorkout Workout, Session? Session, IReadOnlyList<string> Reasoning);

/// <summary>A request that the athlete may send next; talking changes nothing by itself.</summary>
internal sealed record SuggestedAction(string Label, string Method, string Href, SuggestedBody Body);

/// <summary>The body of the request; what is null is left out of it or asked for by the app.</summary>
internal sealed record SuggestedBody(string? Reason = null, IReadOnlyList<string>? PainAreas = null, int? Energy = null, int? Minutes = null);

/// <param name="Text">Plain text.</param>
internal sealed record CoachReply(string Text, IReadOnlyList<SuggestedAction> Actions);

/// <summary>The coach's answers by rules: the figures are those of the workout.</summary>
internal static class CoachTalk
{
    private const int LowEnergy = 3;
    private const int HighEnergy = 8;

    public static CoachReply Reply(string message, TalkTopic topic)
    {
        var heard = Understanding.Of(message);
        return heard.Intent switch
        {
            Intent.Alarm => new(TalkText.Alarm(heard.French), []),
            Intent.Missing => Missing(heard, heard.Item!, topic),
            Intent.Pain => Pain(heard, topic),
            Intent.Replace => Replace(heard, topic),
            Intent.Easier => Change(heard, topic, "too_hard", LowEnergy),
            Intent.Harder => Change(heard, topic, "too_easy", HighEnergy),
            Intent.Shorter => Shorter(heard, topic),
            Intent.WarmUp => new(TalkText.WarmUp(topic, heard.French), []),
            Intent.Rest => new(TalkText.Rest(topic, Named(heard, topic), heard.French), []),
            Intent.Dose => new(TalkText.Dose(topic, Named(heard, topic), heard.French), []),
            Intent.Why => new(TalkText.Why(topic, heard.French), []),
            _ => new(TalkText.Summary(topic, heard.French), []),
        };
    }

    /// <summary>True where the message tells of signs that are a doctor's: then nobody but the rules answers.</summary>
    public static bool IsAlarming(string message) => Understanding.Of(message).Intent == Intent.Alarm;

    public static SuggestedAction Regenerate(WorkoutExercise exercise, string reason, IReadOnlyList<string>? areas, bool french) => new(
        french ? $"Remplacer {exercise.Name}" : $"Replace {exercise.Name}", "POST", $"/api/training/today/exercises/{exercise.ExerciseId}/regenerate", new(reason, areas));

    public static SuggestedAction NewSession(string label, int energy, int minutes, IReadOnlyList<string>? areas) => new(
        label, "POST", "/api/training/generate-daily-session", new(null, areas, energy, minutes));

    public static int MinutesOf(TalkTopic topic) =>
        Math.Clamp(topic.Session?.Totals.Minutes ?? BlockSession.Of(topic.Workout).Totals.Minutes, StepOne.LeastMinutes, StepOne.MostMinutes);

    private static CoachReply Pain(Understanding heard, TalkTopic topic)
    {
        if (heard.Area() is not { } area)
        {
            return new(heard.French
                ? "Où avez-vous mal ? Nommez la zone, par exemple genou ou bas du dos, et je vous propose de quoi la ménager. Une douleur vive : arrêtez et consultez."
                : "Where does it hurt? Name the area, such as knee or lower back, and I suggest what spares it. Sharp pain: stop, and see a doctor.", []);
        }

        string[] areas = [WireNames.Of(area)];
        var stressing = topic.Workout.Exercises.Where(e => BlockSession.Find(e, CatalogueIndex.Shipped) is { } known && known.Stresses.Contains(area)
            && (topic.Session is null || CatalogueIndex.Shipped.Find(e.ExerciseId) is not null)).Take(5).ToList();
        var spoken = heard.French ? Understanding.InFrench(area) : areas[0].Replace('_', ' ');
        var actions = stressing.Select(e => Regenerate(e, "pain", areas, heard.French))
            .Append(NewSession(heard.French ? "Une séance qui ménage cette zone" : "A session that spares it", 5, MinutesOf(topic), areas)).ToList();
        var names = string.Join(", ", stressing.Select(e => e.Name));
        return new(
            heard.French
                ? stressing.Count == 0
                    ? $"Rien dans cette séance ne sollicite directement cette zone ({spoken}). Si la douleur persiste, arrêtez ; vive ou nouvelle, consultez."
                    : $"Ces exercices sollicitent cette zone ({spoken}) : {names}. Remplacez-les, ou demandez une séance qui la ménage. Douleur vive : arrêtez et consultez."
                : stressing.Count == 0
                    ? $"Nothing in this session loads your {spoken} directly. Stop if it hurts all the same; sharp or new pain belongs to a doctor."
                    : $"These load your {spoken}: {names}. Replace them, or ask for a session that spares it. Sharp pain: stop, and see a doctor.",
            actions);
    }

    private static CoachReply Missing(Understanding heard, EquipmentItem item, TalkTopic topic)
    {
        var needing = topic.Workout.Exercises
            .Where(e => CatalogueIndex.Shipped.Find(e.ExerciseId) is { } known && known.Needs.Any(group => group.Contains(item.Id))).Take(5).ToList();
        if (needing.Count == 0)
        {
            return new(heard.French ? "Rien dans cette séance n'en a besoin." : $"Nothing in this session needs it: {item.Name}.", []);
        }

        var names = string.Join(", ", needing.Select(e => e.Name));
        return new(
            heard.French ? $"Ces exercices en ont besoin : {names}. Je peux les remplacer." : $"These need it ({item.Name}): {names}. I can replace them.",
            [.. needing.Select(e => Regenerate(e, "equipment", null, heard.French))]);
    }

    private static CoachReply Replace(Understanding heard, TalkTopic topic)
    {
        if (Named(heard, topic) is not { } exercise)
        {
            var names = string.Join(", ", topic.Workout.Exercises.Where(e => e.AsksTopSet).Select(e => e.Name));
            return new(heard.French ? $"Lequel ? Il y a : {names}." : $"Which one? There are: {names}.", []);
        }

        var others = topic.Session?.Parts.SelectMany(p => p.Steps).OfType<ExerciseStep>().FirstOrDefault(s => s.ExerciseId == exercise.ExerciseId)?.Alternatives ?? [];
        var listed = string.Join(" ", others.Select(a => $"{a.Name}: {a.Reason}"));
        return new(
            (heard.French ? $"Je peux remplacer {exercise.Name} par un exercice du même mouvement. " : $"I can replace {exercise.Name} by one of the same movement. ") + listed,
            [
                Regenerate(exercise, "equipment", null, heard.French), Regenerate(exercise, "too_hard", null, heard.French),
                Regenerate(exercise, "too_easy", null, heard.French),
            ]);
    }

    private static CoachReply Change(Understanding heard, TalkTopic topic, string reason, int energy)
    {
        var easier = reason == "too_hard";
        var minutes = MinutesOf(topic);
        var label = (heard.French, easier) switch
        {
            (true, true) => "Une séance plus facile", (true, false) => "Une séance plus dure", (_, true) => "An easier session", _ => "A harder session",
        };
        var actions = new List<SuggestedAction>();
        if (Named(heard, topic) is { } exercise)
        {
            actions.Add(Regenerate(exercise, reason, null, heard.French));
        }

        actions.Add(NewSession(label, energy, minutes, null));
        var effort = topic.Session is { } session ? FormattableString.Invariant($"{session.TargetRpe:0.#}") : null;
        return new(
            heard.French
                ? $"La séance dure {minutes} minutes{(effort is null ? "" : $", à un effort de {effort} sur 10")}. Je peux la rendre plus {(easier ? "facile" : "dure")}, ou changer un seul exercice."
                : $"The session is {minutes} minutes{(effort is null ? "" : $" at an effort of {effort} of 10")}. I can make it {(easier ? "easier" : "harder")}, or change a single exercise.",
            actions);
    }

    private static CoachReply Shorter(Understanding heard, TalkTopic topic)
    {
        var minutes = MinutesOf(topic);
        var wanted = heard.Words.Select(w => int.TryParse(w, out var n) ? n : 0).FirstOrDefault(n => n is >= StepOne.LeastMinutes and <= StepOne.MostMinutes);
        var shorter = wanted > 0 ? wanted : Math.Max(StepOne.LeastMinutes, minutes * 2 / 3 / 5 * 5);
        var less = (heard.French, shorter < minutes) switch
        {
            (true, true) => " : l'essentiel d'abord, les compléments en moins", (false, true) => ": what matters most stays, the extras go", _ => "",
        };
        return new(
            heard.French
                ? $"La séance dure {minutes} minutes. Je peux en faire une de {shorter} minutes{less}."
                : $"The session takes {minutes} minutes. I can make one of {shorter} minutes{less}.",
            [NewSession(heard.French ? $"Une séance de {shorter} minutes" : $"A session of {shorter} minutes", 6, shorter, null)]);
    }

    /// <summary>The exercise that the message names: by all of its words, else by most of them.</summary>
    private static WorkoutExercise? Named(Understanding heard, TalkTopic topic) => topic.Workout.Exercises
        .Select(e => (Exercise: e, Words: Words.Of(e.Name)))
        .Select(e => (e.Exercise, Hits: e.Words.Count(w => heard.Words.Contains(w) || heard.Words.Contains(w + "s")), e.Words.Length))
        .Where(e => e.Hits > 0).OrderByDescending(e => (double)e.Hits / e.Length).ThenByDescending(e => e.Hits).ThenByDescending(e => e.Exercise.AsksTopSet)
        .Select(e => e.Exercise).FirstOrDefault();
}
