using Platform.Delivery.Channels.Discord;
using Platform.Delivery.Channels.Discord.Interactions;
using Platform.Delivery.Data;
using Platform.Delivery.Demands;
using Platform.ServiceDefaults.Data;

namespace Platform.Delivery.Features.Log;

/// <summary>
/// A press of an item's button opens its form; what is filled in is checked and stored, and the message is answered with
/// itself, ticked.
/// </summary>
internal sealed class LogByModal(EngineSet engines, Database database, TimeProvider time) : IAnswerInteractions
{
    public bool Takes(Interaction interaction) => interaction.Type is InteractionTypes.Component or InteractionTypes.ModalSubmit;

    public Task<string> AnswerAsync(Interaction interaction, CancellationToken ct) =>
        interaction.Type == InteractionTypes.Component ? OpenAsync(interaction, ct) : SubmitAsync(interaction, ct);

    private async Task<string> OpenAsync(Interaction press, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var (posted, refusal) = await PostedItem.FindAsync(press, engines, work, ct);
        return posted is null ? Replies.Ephemeral(refusal)
            : posted.DayIsClosed ? Replies.Ephemeral(posted.Demand.Reader.Texts.DayClosed)
            : DiscordModal.Render(press.CustomId!, await posted.Engine.FormAsync(posted.Demand, work, ct));
    }

    private async Task<string> SubmitAsync(Interaction submit, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        if (await AnsweredInteractions.LockAsync(submit.Id, work, ct) is { } earlier)
        {
            return earlier;
        }

        var (posted, refusal) = await PostedItem.FindAsync(submit, engines, work, ct);
        if (posted is null)
        {
            return Replies.Ephemeral(refusal);
        }

        var (engine, demand) = (posted.Engine, posted.Demand);
        var texts = demand.Reader.Texts;
        if (await DemandDay.LockAsync(demand.UserId, engine.Name, demand.LocalDate, work, ct))
        {
            return Replies.Ephemeral(texts.DayClosed);
        }

        var now = time.GetUtcNow();
        var result = await engine.LogAsync(demand, submit.Inputs, submit.Id, now, work, ct);
        if (result.Entry is null)
        {
            return Replies.Ephemeral(Answers.Refusal(demand.Item.Name, result.Faults, texts), (submit.CustomId!, texts.TryAgain));
        }

        // From another message, such as the one that says what was wrong, the post cannot be answered: it is edited.
        var isPost = posted.MessageId is not null && posted.MessageId == submit.MessageId;
        await DemandDay.RefreshAsync(demand.UserId, engine.Name, demand.LocalDate, isPost ? posted.DeliveryId : null, now, work, ct);
        var reply = isPost
            ? Replies.Update(DiscordMessage.Render(posted.DeliveryId, (await engine.DescribeAsync([posted.Shown], work, ct))[posted.DeliveryId]))
            : Replies.Ephemeral(Answers.Confirmation(demand.Item.Name, result, texts));
        await AnsweredInteractions.KeepAsync(submit.Id, demand.UserId, "modal_submit", reply, now, work, ct);
        await work.CommitAsync(ct);
        return reply;
    }
}
