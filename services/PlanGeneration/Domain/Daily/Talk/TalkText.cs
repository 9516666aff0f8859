using Platform.Contracts.PlanGeneration;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Daily.Talk;

/// <summary>Answers that only tell: from the workout's own figures.</summary>
internal static class TalkText
{
    private const int Listed = 6;

    public static string Why(TalkTopic topic, bool french)
    {
        string[] reasons = topic.Reasoning.Count > 0 ? [.. topic.Reasoning] : topic.Session is { } session ? [session.Purpose] : [];
        return reasons.Length > 0
            ? string.Join(" ", reasons)
            : french
                ? $"C'est le jour « {topic.Workout.DayName} » de votre bloc {topic.Workout.BlockName} : chaque jour d'entraînement avance d'un jour dans le bloc."
                : $"It is the day “{topic.Workout.DayName}” of your block {topic.Workout.BlockName}: each training day moves one day on in the block.";
    }

    public static string Alarm(bool french) => french
        ? "Arrêtez, et ne vous entraînez pas aujourd'hui. Une douleur à la poitrine, un souffle qui manque, des vertiges ou un malaise se montrent à un médecin sans attendre ; si cela ne passe pas, appelez les urgences."
        : "Stop, and do not train today. Pain in the chest, trouble breathing, dizziness or fainting are for a doctor to look at without delay; if it does not pass, call the emergency services.";

    public static string WarmUp(TalkTopic topic, bool french)
    {
        if (topic.Session?.Parts.FirstOrDefault(p => p.Kind == PartKind.WarmUp) is { } part)
        {
            var minutes = Math.Max(1, (int)Math.Round(part.Steps.Sum(Sums.SecondsOf) * part.Rounds / 60));
            var steps = string.Join(", ", part.Steps.Take(Listed).Select(s => s is ExerciseStep e ? $"{e.Name} ({SessionText.Dose(e, part.Rounds)})" : $"{SessionText.Name((EnduranceStep)s)} ({SessionText.Dose((EnduranceStep)s, part.Rounds)})"));
            return french ? $"L'échauffement dure environ {minutes} min : {steps}." : $"The warm-up takes about {minutes} min: {steps}.";
        }

        var first = topic.Workout.Exercises[0];
        var half = first.LoadKg is { } load ? FormattableString.Invariant($" ({load / 2:0.#} kg)") : "";
        return french
            ? $"Cinq minutes faciles, puis deux séries légères de {first.Name} : la moitié de la charge{half}, puis les trois quarts."
            : $"Five easy minutes, then two light sets of {first.Name}: half of the load{half}, then three quarters.";
    }

    public static string Rest(TalkTopic topic, WorkoutExercise? named, bool french)
    {
        IEnumerable<WorkoutExercise> asked = named is { RestSeconds: > 0 } ? [named] : topic.Workout.Exercises.Where(e => e.RestSeconds > 0);
        var rests = string.Join(", ", asked.Take(Listed).Select(e => $"{e.Name} {SessionText.Time(e.RestSeconds)}"));
        return rests.Length == 0
            ? french ? "Rien n'est interrompu par des pauses dans cette séance." : "Nothing in this session has rests in between."
            : french ? $"Repos entre les séries : {rests}." : $"Rest between sets: {rests}.";
    }

    public static string Dose(TalkTopic topic, WorkoutExercise? named, bool french)
    {
        IEnumerable<WorkoutExercise> asked = named is not null ? [named] : topic.Workout.Exercises.Where(e => e.AsksTopSet || topic.Session is { Parts: var parts } && parts.Any(p => p.Kind == PartKind.Main && p.Steps.OfType<EnduranceStep>().Any(s => SessionText.Name(s) == e.Name)));
        var lines = string.Join("; ", asked.Take(Listed).Select(Line));
        var open = asked.Any(e => e.AsksTopSet && e.LoadKg is null);
        var advice = !open ? ""
            : french ? " Sans charge indiquée, choisissez celle qui laisse en réserve ce que dit le RPE : RPE 8, c'est deux répétitions." : " Where no load is given, take one that leaves what the RPE says in reserve: RPE 8 is two repetitions.";
        return $"{(lines.Length == 0 ? Summary(topic, french) : $"{lines}.")}{advice}";
    }

    public static string Summary(TalkTopic topic, bool french)
    {
        var lines = string.Join("; ", topic.Workout.Exercises.Where(e => e.AsksTopSet || topic.Session is null).Take(Listed).Select(Line));
        var minutes = CoachTalk.MinutesOf(topic);
        var asks = french
            ? " Demandez-moi pourquoi, l'échauffement, les charges ou allures, les repos, ou dites-moi ce qui fait mal ou ce qu'il faut changer."
            : " Ask me why, how to warm up, which loads or paces, how long to rest, or tell me what hurts or should change.";
        return (french ? $"Aujourd'hui : {topic.Workout.DayName}, {minutes} minutes. " : $"Today: {topic.Workout.DayName}, {minutes} minutes. ") + (lines.Length == 0 ? "" : $"{lines}.") + asks;
    }

    private static string Line(WorkoutExercise e) => FormattableString.Invariant($"{e.Name} {e.Sets} × {e.Reps}")
        + (e.LoadKg is { } load ? FormattableString.Invariant($" × {load:0.##} kg") : "")
        + (e.Rpe is { } rpe ? FormattableString.Invariant($", RPE {rpe:0.#}") : "")
        + (e is { AsksTopSet: false, Note: { } note } ? $" ({note})" : "");
}
