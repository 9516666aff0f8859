using System.Text.Json;
using Platform.Contracts.PlanGeneration;
using Platform.PlanGeneration.Domain.Daily.Talk;
using Platform.PlanGeneration.Domain.Validation;
using Platform.PlanGeneration.LanguageModel;

namespace Platform.PlanGeneration.Features.ChatToday;

/// <summary>Answers by the language model where one is configured and its answer is sound, else by rules.</summary>
internal sealed class AskCoach(AskModel ask)
{
    private const int Remembered = 6;

    private const string Instructions =
        """
        You are the athlete's coach. `message` is a question or remark of the athlete about today's `workout`; `before` is what was
        said until now. Answer in the language of the message, in at most four plain sentences without markup. Use only figures that
        stand in `workout`. You cannot change the workout: name in suggestedAction what the app should offer, and in exerciseId the
        exercise it concerns, else null. Give no medical advice: with pain, tell to stop and to see a doctor, and offer a replacement.
        If the message is not about training, say kindly that you can only talk about today's workout.
        """;

    // Without limits of length, which some endpoints refuse a whole schema for: the reader sees to them.
    private static readonly JsonElement Schema = JsonElement.Parse(
        """
        {"type":"object","additionalProperties":false,"required":["reply","suggestedAction","exerciseId"],"properties":{
          "reply":{"type":"string"},
          "suggestedAction":{"type":"string","enum":["none","easier_session","harder_session","shorter_session","exercise_too_hard","exercise_too_easy","exercise_without_equipment","exercise_hurts"]},
          "exerciseId":{"type":["string","null"]}}}
        """);

    public async Task<(CoachReply Reply, string Source)> RunAsync(
        Guid userId, DateOnly today, string message, TalkTopic topic, IReadOnlyList<ChatMessageView> before, CancellationToken ct)
    {
        // What is a doctor's is not left to a model.
        if (ask.IsConfigured && !CoachTalk.IsAlarming(message))
        {
            var data = new PromptData()
                // In pieces: a text of the prompt's data is cut where it is long.
                .Add("message", message.Chunk(PromptData.LongestText).Select(piece => new string(piece)), DataSources.Athlete)
                .Add("before", before.TakeLast(Remembered).Select(m => new { m.Author, m.Text }), DataSources.Athlete, DataSources.Platform)
                // Reasons and notes may quote what devices measured; title, purpose and lines do not.
                .Add("workout", new { topic.Workout.DayName, Minutes = CoachTalk.MinutesOf(topic), topic.Session?.TargetRpe, topic.Workout.Exercises }, DataSources.Platform, DataSources.Athlete);
            var answer = await ask.RunAsync(
                new ModelRequest<CoachReply>(userId, Purposes.Chat, today, Instructions, data, "reply", Schema, text => Read(text, topic)), ct);
            if (answer is { Outcome: ModelOutcome.Answered, Value: { } reply })
            {
                return (reply, "model");
            }
        }

        return (CoachTalk.Reply(message, topic), "rules");
    }

    private static ModelReading<CoachReply> Read(string text, TalkTopic topic)
    {
        using var answer = JsonDocument.Parse(text);
        var said = answer.RootElement.GetProperty("reply").GetString()!;
        if (said.Length > PromptData.LongestText)
        {
            return ModelReading<CoachReply>.Faulty($"$.reply: has more than {PromptData.LongestText} characters");
        }

        var reply = PromptData.CleanText(said).Trim();
        if (reply.Length == 0)
        {
            return ModelReading<CoachReply>.Faulty("$.reply: is empty");
        }

        // A load that is in none of the sets would be a prescription that nobody has checked.
        var most = topic.Workout.Exercises.Max(e => e.LoadKg) ?? 0;
        if (WeightFigures.In(reply).Any(kg => kg > most))
        {
            return ModelReading<CoachReply>.Faulty($"$.reply: names more than the {most:0.##} kg that are the most in the workout");
        }

        var exercise = answer.RootElement.GetProperty("exerciseId").GetString() is { } id ? topic.Workout.Exercises.FirstOrDefault(e => e.ExerciseId == id) : null;
        return ModelReading<CoachReply>.Sound(new(reply, ActionsOf(answer.RootElement.GetProperty("suggestedAction").GetString()!, exercise, topic)));
    }

    private static IReadOnlyList<SuggestedAction> ActionsOf(string action, WorkoutExercise? exercise, TalkTopic topic)
    {
        var minutes = CoachTalk.MinutesOf(topic);
        return (action, exercise) switch
        {
            ("easier_session", _) => [CoachTalk.NewSession("An easier session", 3, minutes, null)],
            ("harder_session", _) => [CoachTalk.NewSession("A harder session", 8, minutes, null)],
            ("shorter_session", _) => [CoachTalk.NewSession("A shorter session", 6, Math.Max(15, minutes * 2 / 3 / 5 * 5), null)],
            ("exercise_too_hard", { } e) => [CoachTalk.Regenerate(e, "too_hard", null, false)],
            ("exercise_too_easy", { } e) => [CoachTalk.Regenerate(e, "too_easy", null, false)],
            ("exercise_without_equipment", { } e) => [CoachTalk.Regenerate(e, "equipment", null, false)],
            ("exercise_hurts", { } e) => [CoachTalk.Regenerate(e, "pain", null, false)],
            _ => [],
        };
    }
}
