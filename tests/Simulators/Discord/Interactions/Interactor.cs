using System.Text;
using System.Text.Json.Nodes;
using Platform.DiscordSimulator.Api;
using Platform.DiscordSimulator.Model;

namespace Platform.DiscordSimulator.Interactions;

/// <summary>Sends an interaction to the application and shows what comes of it.</summary>
internal sealed partial class Interactor(
    World world, Payloads payloads, Signer signer, InteractionsEndpoint endpoint, TimeProvider time, ILogger<Interactor> logger)
{
    public Task<Outcome> PressAsync(Channel channel, Message message, Snowflake userId, JsonObject data, CancellationToken ct) =>
        SendAsync(Payloads.Component, channel, userId, message, data, ct);

    /// <param name="modal">The modal that is submitted; it closes once the application has taken it.</param>
    public async Task<Outcome> SubmitAsync(
        Channel channel, Message? message, Modal? modal, Snowflake userId, JsonObject data, CancellationToken ct)
    {
        var outcome = await SendAsync(Payloads.ModalSubmit, channel, userId, message, data, ct);
        if (modal is not null && outcome.Result != Outcome.Failed)
        {
            world.Keep(modal with { Submitted = true });
        }

        return outcome;
    }

    /// <summary>The very bytes of an earlier interaction once more. Whatever comes back is shown to nobody.</summary>
    public async Task<Outcome> ReplayAsync(Interaction interaction, CancellationToken ct)
    {
        var signed = new SignedRequest(Encoding.UTF8.GetBytes(interaction.Body), interaction.Timestamp, interaction.Signature);
        return Outcome.Unseen(await endpoint.PostAsync(signed, ct), interaction.Id);
    }

    private async Task<Outcome> SendAsync(
        int type, Channel channel, Snowflake userId, Message? message, JsonObject data, CancellationToken ct)
    {
        var outcome = await ExchangeAsync(type, channel, userId, message, data, ct);
        LogInteraction(outcome.InteractionId!.Value, type, outcome.Result, outcome.Status, outcome.LatencyMs);
        return outcome;
    }

    private async Task<Outcome> ExchangeAsync(
        int type, Channel channel, Snowflake userId, Message? message, JsonObject data, CancellationToken ct)
    {
        var id = world.Ids.Next();
        var token = InteractionToken.For(id);
        var customId = data["custom_id"]!.GetValue<string>();
        var body = Payloads.Bytes(payloads.Of(type, id, token, channel, userId, message, data));
        var timestamp = Signer.TimestampOf(time.GetUtcNow());
        var interaction = new Interaction(
            id, type, token, channel.Id, userId, message?.Id, customId, Encoding.UTF8.GetString(body), timestamp, signer.Sign(timestamp, body));
        world.Keep(interaction);

        var exchange = await endpoint.PostAsync(new SignedRequest(body, timestamp, interaction.Signature), ct);
        if (exchange.Failure is { } failure)
        {
            return Outcome.Failure(exchange, id, [failure]);
        }

        var (response, faults) = ResponseRules.Check(exchange.Response!.Value, type, message is not null);
        return response is null
            ? Outcome.Failure(exchange, id, faults)
            : world.Do(_ => Show(interaction, message, response, exchange));
    }

    private Outcome Show(Interaction interaction, Message? source, CheckedResponse response, Exchange exchange)
    {
        var now = time.GetUtcNow();
        Snowflake? only = response.Ephemeral ? interaction.UserId : null;
        switch (response.Type)
        {
            case ResponseType.Message:
            {
                var answer = response.Form!.ToMessage(world.Ids.Next(), interaction.ChannelId, now)
                    with { OnlyFor = only, InteractionId = interaction.Id, Nonce = null };
                return Shown("message", answer);
            }

            case ResponseType.DeferredMessage:
            {
                var waiting = new Message(
                    world.Ids.Next(), interaction.ChannelId, "", DiscordJson.EmptyArray, DiscordJson.EmptyArray,
                    Message.Loading | (only is null ? 0 : Message.Ephemeral), now, OnlyFor: only, InteractionId: interaction.Id);
                return Shown("deferred", waiting);
            }

            case ResponseType.UpdateMessage:
                return Shown("updated", response.Form!.Edit(world.FindMessage(source!.Id) ?? source, now));

            case ResponseType.Modal:
            {
                var modal = new Modal(world.Ids.Next(), interaction.Id, interaction.ChannelId, source?.Id, interaction.UserId, response.Modal!.Value);
                world.Keep(modal);
                world.Keep(interaction with { Acknowledged = true });
                return Outcome.Success(exchange, interaction.Id, "modal") with { ModalId = modal.Id };
            }

            default:
                world.Keep(interaction with { Acknowledged = true, OriginalId = source?.Id });
                return Outcome.Success(exchange, interaction.Id, "deferredUpdate");
        }

        Outcome Shown(string result, Message message)
        {
            world.Keep(message);
            world.Keep(interaction with { Acknowledged = true, OriginalId = message.Id });
            return Outcome.Success(exchange, interaction.Id, result) with { MessageId = message.Id, Ephemeral = message.OnlyFor is not null };
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Interaction {InteractionId} of type {Type}: {Result}, status {Status} after {LatencyMs} ms")]
    private partial void LogInteraction(Snowflake interactionId, int type, string result, int status, long latencyMs);
}
