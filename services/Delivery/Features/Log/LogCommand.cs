using Platform.Contracts.Scheduler;
using Platform.Delivery.Channels.Discord;
using Platform.Delivery.Channels.Discord.Interactions;
using Platform.Delivery.Demands;
using Platform.Delivery.Demands.Training;
using Platform.Delivery.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Delivery.Features.Log;

/// <summary><c>/log exercise weight reps</c>: what the form does, for an exercise of today's workout, posted or not.</summary>
internal sealed class LogCommand(EngineSet engines, Database database, TimeProvider time) : PersonCommand(database, time)
{
    private const int MostTyped = 60;

    protected override string Name => "log";

    protected override async Task<CommandReply> RunAsync(CommandCall call, Work work, CancellationToken ct)
    {
        var texts = call.Texts;
        var typed = call.Interaction.Option("exercise")?.Trim() ?? "";
        var targets = await TrainingDay.TargetsAsync(call.Person.UserId, call.Today, work, ct);
        if (targets.Count == 0)
        {
            return Told(texts.TodayNothing);
        }

        if (Find(targets, typed) is not { } target)
        {
            return Told(texts.ExerciseNotToday(Markdown.Escape(typed, MostTyped)));
        }

        if (await DemandDay.LockAsync(call.Person.UserId, Engines.TrainingDispatcher, call.Today, work, ct))
        {
            return Told(texts.DayClosed);
        }

        var exercise = target.Exercise;
        var demand = new Demand(call.Person.UserId, call.Today, WorkoutJson.Write(target.Workout), new(exercise.ExerciseId, exercise.Name), call.Person.Reader);
        var inputs = new Dictionary<string, string>
        {
            [TopSetForm.Weight] = call.Interaction.Option("weight") ?? "",
            [TopSetForm.Reps] = call.Interaction.Option("reps") ?? "",
        };
        var result = await engines[Engines.TrainingDispatcher].LogAsync(demand, inputs, call.Interaction.Id, call.Now, work, ct);
        if (result.Entry is null)
        {
            return Told(Answers.Refusal(exercise.Name, result.Faults, texts));
        }

        await DemandDay.RefreshAsync(call.Person.UserId, Engines.TrainingDispatcher, call.Today, null, call.Now, work, ct);
        return new(Replies.Ephemeral(Answers.Confirmation(exercise.Name, result, texts)), Changed: true);

        static CommandReply Told(string text) => new(Replies.Ephemeral(text), Changed: false);
    }

    // Those that are still to be logged come first.
    protected override async Task<IReadOnlyList<Choice>> CompleteAsync(CommandCall call, CommandOption typed, Work work, CancellationToken ct)
    {
        var targets = await TrainingDay.TargetsAsync(call.Person.UserId, call.Today, work, ct);
        var logs = await DayLogs.ReadAsync(call.Person.UserId, call.Today, work, ct);
        var sought = typed.Value.Trim();
        return
        [
            .. targets.Select(t => t.Exercise).Where(e => e.Name.Contains(sought, StringComparison.OrdinalIgnoreCase))
                .Select(e => (Exercise: e, Set: logs.Find(e.ExerciseId))).OrderBy(e => e.Set is not null)
                .Select(e => new Choice(
                    e.Set is null ? e.Exercise.Name : $"✓ {e.Exercise.Name} · {e.Set.Show(call.Person.Reader)}", e.Exercise.ExerciseId)),
        ];
    }

    // By its id, where it was picked from the list; else as it was typed.
    private static Target? Find(IReadOnlyList<Target> targets, string typed) =>
        targets.FirstOrDefault(t => t.Exercise.ExerciseId == typed)
        ?? targets.FirstOrDefault(t => t.Exercise.Name.Trim().Equals(typed, StringComparison.OrdinalIgnoreCase))
        ?? (typed.Length > 0 && targets.Where(t => t.Exercise.Name.Contains(typed, StringComparison.OrdinalIgnoreCase)).ToList() is [var only] ? only : null);
}
