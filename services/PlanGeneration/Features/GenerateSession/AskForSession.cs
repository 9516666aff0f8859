using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Coaching.Prescribing;
using Platform.PlanGeneration.Domain.Daily;
using Platform.PlanGeneration.Domain.Sessions;
using Platform.PlanGeneration.Domain.Validation;
using Platform.PlanGeneration.LanguageModel;

namespace Platform.PlanGeneration.Features.GenerateSession;

/// <param name="Model">Null where the rules wrote it.</param>
/// <param name="Notice">Why the model did not, where it was asked.</param>
internal sealed record WrittenSession(DaySession Made, ModelProvenance? Model, string? Notice);

/// <summary>
/// Asks the language model for the session, where one is configured. What it writes counts only if the validator finds
/// nothing and it is no harder than what the rules allow today; otherwise the rules' session is taken and the athlete told.
/// </summary>
internal sealed class AskForSession(AskModel ask)
{
    private const int MostExercises = 150;

    private const string Instructions =
        """
        You are an experienced coach. Write one training session for one athlete for one date.
        `plan` is what the athlete's plan or the rules suggest: keep its aim, kind and sport; make it suit the circumstances and
        the athlete's notes. Use only exercise ids from `exercises`. The whole session, rests included, takes at most `minutes`.
        Spare every area in `spare`. Do not prescribe more load, effort or time than `plan` does. Parts in this order: warm_up,
        main, cool_down. `totals` must be what the steps add up to. Title, purpose and notes are short, plain sentences in English.
        """;

    public async Task<WrittenSession> RunAsync(Situation situation, DaySession byRules, CancellationToken ct)
    {
        if (!ask.IsConfigured || byRules.Session.Kind == SessionKind.Race)
        {
            return new(byRules, null, null);
        }

        var answer = await ask.RunAsync(
            new ModelRequest<Session>(
                situation.UserId, Purposes.DailySession, situation.Date, Instructions, DataOf(situation, byRules.Session), "session", SessionSchema.Session,
                text => Read(text, situation, byRules.Session)), ct);
        return answer is { Outcome: ModelOutcome.Answered, Value: { } session }
            ? new(new(session, byRules.Focus, [session.Purpose, .. situation.Circumstances]), answer.Provenance, null)
            : new(byRules, null, ModelNotice.Of(answer.Outcome, "this session"));
    }

    private static ModelReading<Session> Read(string text, Situation situation, Session byRules)
    {
        var (session, unread) = SessionReading.Read(text);
        if (session is null || unread.Count > 0)
        {
            return ModelReading<Session>.Faulty(Lines(unread.Count > 0 ? unread : [new("session", FaultRules.Schema, "There is no session.")]));
        }

        List<PlanFault> faults = [.. DaySessions.Check(session, situation.Order), .. AnswerLimits.Check(session, byRules, situation.Order.Trainee)];
        if (session.Coach != byRules.Coach || session.Sport != byRules.Sport)
        {
            faults.Add(new("sport", FaultRules.Schema, $"Coach and sport stay {WireNames.Of(byRules.Coach)} and {byRules.Sport}."));
        }

        return faults.Count == 0 ? ModelReading<Session>.Sound(session) : ModelReading<Session>.Faulty(Lines(faults));
    }

    private static string[] Lines(IReadOnlyList<PlanFault> faults) => [.. faults.Select(f => $"{f.Path}: {f.Reason}")];

    private static PromptData DataOf(Situation situation, Session byRules)
    {
        var (said, trainee) = (situation.Said, situation.Order.Trainee);
        var profile = trainee.Profile;
        var choice = ExerciseChoice.For(trainee);
        var named = byRules.Parts.SelectMany(p => p.Steps).OfType<ExerciseStep>().SelectMany(s => s.Alternatives.Select(a => a.ExerciseId).Prepend(s.ExerciseId));
        var served = profile.Disciplines.SelectMany(d => trainee.Equipment.Catalogue.ByDiscipline(d)).Where(choice.Possible).Select(e => e.Id);
        return new PromptData()
            .Add("date", situation.Date, DataSources.Platform)
            .Add("minutes", said.Minutes, DataSources.Athlete)
            .Add("energy", said.Energy, DataSources.Athlete)
            .Add("notes", said.Notes, DataSources.Athlete)
            .Add("spare", trainee.Spare.Order().Select(WireNames.Of), DataSources.Athlete)
            .Add("athlete", new { profile.Experience, profile.Disciplines, profile.AvoidExercises, profile.PreferExercises }, DataSources.Athlete)
            // Notes may quote readiness.
            .Add("plan", StoredShape(byRules with { Notes = [] }), DataSources.Platform, DataSources.Athlete)
            .Add("exercises", named.Concat(served).Distinct().Take(MostExercises), DataSources.Platform);
    }

    private static System.Text.Json.Nodes.JsonNode? StoredShape(Session session) => System.Text.Json.Nodes.JsonNode.Parse(PlanJson.Write(session));
}
