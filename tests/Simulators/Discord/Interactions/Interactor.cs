using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.DiscordSimulator.Api;
using Platform.DiscordSimulator.Model;

namespace Platform.DiscordSimulator.Interactions;

/// <summary>What a person does in a channel, before it has become an interaction.</summary>
/// <param name="Message">The message with the component, or whose modal this is.</param>
/// <param name="Data">The interaction's data.</param>
/// <param name="Name">The component's or modal's custom_id, or the command.</param>
/// <param name="Completed">The option that an autocomplete interaction asks about.</param>
internal sealed record Deed(
    Bot Bot, int Type, Channel Channel, Snowflake UserId, Message? Message, JsonObject Data, string Name, OptionType? Completed = null);

/// <summary>Sends an interaction to the application and shows what comes of it.</summary>
internal sealed partial class Interactor(
    World world, Payloads payloads, InteractionsEndpoint endpoint, Answers answers, SimulatorOptions options, TimeProvider time,
    ILogger<Interactor> logger)
{
    public async Task<Outcome> SendAsync(Deed deed, CancellationToken ct)
    {
        var outcome = await ExchangeAsync(deed, ct);
        LogInteraction(outcome.InteractionId!.Value, deed.Type, outcome.Result, outcome.Status, outcome.LatencyMs);
        return outcome;
    }

    /// <param name="modal">The modal that is submitted; it closes once the application has taken it.</param>
    public async Task<Outcome> SubmitAsync(Deed deed, Modal? modal, CancellationToken ct)
    {
        var outcome = await SendAsync(deed, ct);
        if (modal is not null && outcome.Result != Outcome.Failed)
        {
            world.Keep(modal with { Submitted = true });
        }

        return outcome;
    }

    /// <summary>The very bytes of an earlier interaction once more. Whatever comes back is shown to nobody.</summary>
    public async Task<Outcome> ReplayAsync(Bot bot, Interaction interaction, CancellationToken ct)
    {
        var signed = new SignedRequest(Encoding.UTF8.GetBytes(interaction.Body), interaction.Timestamp, interaction.Signature);
        return Outcome.Unseen(await endpoint.PostAsync(bot, signed, ct), interaction.Id);
    }

    private async Task<Outcome> ExchangeAsync(Deed deed, CancellationToken ct)
    {
        var id = world.Ids.Next();
        var token = InteractionToken.For(id);
        var body = Payloads.Bytes(payloads.Of(deed.Bot, deed.Type, id, token, deed.Channel, deed.UserId, deed.Message, deed.Data));
        var timestamp = Signer.TimestampOf(time.GetUtcNow());
        var interaction = new Interaction(
            id, deed.Type, token, deed.Channel.Id, deed.UserId, deed.Message?.Id, deed.Name, Encoding.UTF8.GetString(body), timestamp,
            deed.Bot.Signer.Sign(timestamp, body), BotId: deed.Bot.Id);
        world.Keep(interaction);

        using var awaited = answers.Await(interaction);
        var exchange = await endpoint.PostAsync(deed.Bot, new SignedRequest(body, timestamp, interaction.Signature), ct);
        if (await CallbackAsync(awaited.Callback, exchange, ct) is (var response, var shown))
        {
            return Outcome.Success(exchange with { Response = response }, id, shown);
        }

        if (exchange.Failure is { } failure)
        {
            return Outcome.Failure(exchange, id, [exchange.LeavesAnswerToCallback ? "No callback came in time." : failure]);
        }

        var (answer, faults) = ResponseRules.Check(exchange.Response!.Value, deed.Type, deed.Message is not null, deed.Completed);
        if (answer is null)
        {
            return Outcome.Failure(exchange, id, faults);
        }

        return answers.Take(interaction, answer) is { } seen
            ? Outcome.Success(exchange, id, seen)
            : Outcome.Failure(exchange, id, ["The interaction was answered by a callback before."]);
    }

    // A callback may have come before the request's own answer. The limit runs from the start of the exchange.
    private async Task<(JsonElement Response, Shown Shown)?> CallbackAsync(
        Task<(JsonElement Response, Shown Shown)> callback, Exchange exchange, CancellationToken ct)
    {
        var left = options.InteractionLimit - TimeSpan.FromMilliseconds(exchange.LatencyMs);
        try
        {
            return callback.IsCompleted ? await callback
                : exchange.LeavesAnswerToCallback && left > TimeSpan.Zero ? await callback.WaitAsync(left, time, ct)
                : null;
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Interaction {InteractionId} of type {Type}: {Result}, status {Status} after {LatencyMs} ms")]
    private partial void LogInteraction(Snowflake interactionId, int type, string result, int status, long latencyMs);
}
