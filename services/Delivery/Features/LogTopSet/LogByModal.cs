using System.Globalization;
using Platform.Delivery.Channels.Discord;
using Platform.Delivery.Channels.Discord.Interactions;
using Platform.Delivery.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Delivery.Features.LogTopSet;

/// <summary>A press of an exercise's button opens its modal; the submitted modal is checked, stored and answered.</summary>
internal sealed class LogByModal(Database database, TimeProvider time) : IAnswerInteractions
{
    private const string Weight = "weight";
    private const string Reps = "reps";

    public bool Takes(Interaction interaction) => interaction.Type is InteractionTypes.Component or InteractionTypes.ModalSubmit;

    public Task<string> AnswerAsync(Interaction interaction, CancellationToken ct) =>
        interaction.Type == InteractionTypes.Component ? OpenAsync(interaction, ct) : SubmitAsync(interaction, ct);

    private async Task<string> OpenAsync(Interaction press, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var posted = await PostedExercise.FindAsync(press, work, ct);
        if (posted.Target is not { } target)
        {
            return Replies.Ephemeral(posted.Refusal!);
        }

        return posted.DayIsClosed
            ? Replies.Ephemeral(PostedExercise.Closed)
            : Replies.Modal(press.CustomId!, target.Exercise.Name is { Length: > 0 } name ? name : "Top set",
                Replies.Input(Weight, "Weight in kg", "Of your top set, such as 82.5; 0 for body weight alone", 10,
                    posted.Logged is null ? null : Numbers.Show(posted.Logged.WeightKg)),
                Replies.Input(Reps, "Reps", "Of your top set, such as 5", 10, posted.Logged?.Reps.ToString(CultureInfo.InvariantCulture)));
    }

    private async Task<string> SubmitAsync(Interaction submit, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var posted = await PostedExercise.FindAsync(submit, work, ct);
        if (posted.Target is not { } target)
        {
            return Replies.Ephemeral(posted.Refusal!);
        }

        var day = await DayLogs.LockAsync(target.UserId, target.LocalDate, submit.Id, work, ct);
        if (day.AnsweredBefore is { } answer)
        {
            return answer;
        }

        if (day.IsClosed)
        {
            return Replies.Ephemeral(PostedExercise.Closed);
        }

        var (set, faults) = TopSetRules.Check(submit.Inputs.GetValueOrDefault(Weight), submit.Inputs.GetValueOrDefault(Reps));
        if (set is null)
        {
            return Replies.Ephemeral(
                $"{Name(target)} was not logged.\n{string.Join('\n', faults.Select(f => $"- {f.Message}"))}", tryAgain: submit.CustomId);
        }

        var now = time.GetUtcNow();
        var (_, before) = await day.StoreAsync(target, set, submit.Id, now, work, ct);
        var reply = Replies.Ephemeral(Confirmation(target, set, before, day.Logged));
        await work.ExecuteAsync(
            "INSERT INTO interactions (id, user_id, kind, received_at, response) VALUES (@Id, @UserId, 'modal_submit', @now, @reply::jsonb)",
            new { submit.Id, target.UserId, now, reply }, ct);
        await work.CommitAsync(ct);
        return reply;
    }

    private static string Confirmation(Target target, TopSet set, TopSet? before, int logged)
    {
        var asked = target.Workout.Asked;
        var done = before is null || before == set ? $"Logged: {Name(target)}, {set}." : $"Corrected: {Name(target)}, {set} (was {before}).";
        return logged >= asked ? $"{done} All {asked} logged." : $"{done} {logged} of {asked} logged.";
    }

    private static string Name(Target target) => Markdown.Escape(target.Exercise.Name, 100);
}
