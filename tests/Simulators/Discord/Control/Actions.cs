using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.DiscordSimulator.Api;
using Platform.DiscordSimulator.Interactions;
using Platform.DiscordSimulator.Model;

namespace Platform.DiscordSimulator.Control;

/// <param name="Values">What is chosen, for a select.</param>
/// <param name="Force">Also what Discord's client would not offer: another's message, a button that is not there.</param>
internal sealed record Press(Snowflake MessageId, string CustomId, Snowflake UserId, IReadOnlyList<string>? Values = null, bool Force = false);

/// <param name="ModalId">An opened modal; without one, CustomId and ChannelId say what is submitted.</param>
/// <param name="Values">By the inputs' custom_id; an input that is not named keeps its pre-filled value.</param>
internal sealed record Submit(
    Snowflake UserId, IReadOnlyDictionary<string, string> Values, Snowflake? ModalId = null, string? CustomId = null,
    Snowflake? ChannelId = null, Snowflake? MessageId = null, bool Force = false);

internal sealed record Replay(Snowflake InteractionId);

/// <param name="BotId">In whose name; none: the first one's.</param>
/// <param name="Body">JSON is sent as it is; a string as its bytes, so that a body need not be JSON.</param>
internal sealed record Send(JsonElement Body, Tamper Tamper = Tamper.None, int? AgeSeconds = null, Snowflake? BotId = null);

/// <summary>What a person does in Discord, and what a forger does from outside.</summary>
internal sealed class Actions(World world, Bots bots, Interactor interactor, Forger forger)
{
    public async Task<IResult> PressAsync(Press press, CancellationToken ct)
    {
        if (world.FindMessage(press.MessageId) is not { } message || world.FindChannel(message.ChannelId) is not { } channel)
        {
            return Refusals.NotFound("message");
        }

        var component = Component(message, press.CustomId);
        if (!press.Force && Unoffered(channel, message, press, component).ToList() is { Count: > 0 } reasons)
        {
            return Refusals.Impossible(reasons);
        }

        var isSelect = component is { } found && found.GetProperty("type").GetInt32() == ComponentRules.StringSelect;
        var data = new JsonObject
        {
            ["custom_id"] = press.CustomId,
            ["component_type"] = isSelect ? ComponentRules.StringSelect : ComponentRules.Button,
            ["id"] = component is { } one ? one.GetProperty("id").GetInt32() : 0,
        };
        if (isSelect)
        {
            data["values"] = new JsonArray([.. (press.Values ?? []).Select(JsonNode (value) => value)]);
        }

        var deed = new Deed(bots.Of(message.AuthorId), Payloads.Component, channel, press.UserId, message, data, press.CustomId);
        return TypedResults.Ok(await interactor.SendAsync(deed, ct));
    }

    public async Task<IResult> SubmitAsync(Submit submit, CancellationToken ct)
    {
        if (submit.ModalId is not { } modalId)
        {
            return await SubmitUnopenedAsync(submit, ct);
        }

        if (world.FindModal(modalId) is not { } modal || world.FindChannel(modal.ChannelId) is not { } channel)
        {
            return Refusals.NotFound("modal");
        }

        if (!submit.Force && Unoffered(modal, submit).ToList() is { Count: > 0 } reasons)
        {
            return Refusals.Impossible(reasons);
        }

        var customId = submit.CustomId ?? modal.Definition.GetProperty("custom_id").GetString()!;
        var data = new JsonObject
        {
            ["custom_id"] = customId,
            ["components"] = ModalFields.Submitted(modal.Definition, submit.Values),
        };
        var message = modal.MessageId is { } id ? world.FindMessage(id) : null;
        var deed = new Deed(bots.Of(modal.BotId), Payloads.ModalSubmit, channel, submit.UserId, message, data, customId);
        return TypedResults.Ok(await interactor.SubmitAsync(deed, modal, ct));
    }

    public async Task<IResult> ReplayAsync(Replay replay, CancellationToken ct) =>
        world.FindInteraction(replay.InteractionId) is { } interaction
            ? TypedResults.Ok(await interactor.ReplayAsync(bots.Of(interaction.BotId), interaction, ct))
            : Refusals.NotFound("interaction");

    public async Task<IResult> SendAsync(Send send, CancellationToken ct)
    {
        var body = send.Body.ValueKind switch
        {
            JsonValueKind.Undefined => [],
            JsonValueKind.String => System.Text.Encoding.UTF8.GetBytes(send.Body.GetString()!),
            _ => JsonSerializer.SerializeToUtf8Bytes(send.Body, DiscordJson.Api),
        };
        return body.Length == 0
            ? Refusals.Invalid("body must not be empty.")
            : TypedResults.Ok(await forger.SendAsync(bots.Of(send.BotId), body, send.Tamper, send.AgeSeconds, ct));
    }

    private async Task<IResult> SubmitUnopenedAsync(Submit submit, CancellationToken ct)
    {
        var message = submit.MessageId is { } id ? world.FindMessage(id) : null;
        if (submit.CustomId is not { Length: > 0 } customId || (submit.ChannelId ?? message?.ChannelId) is not { } channelId)
        {
            return Refusals.Invalid("Name a modalId, or a customId with a channelId or messageId.");
        }

        if (world.FindChannel(channelId) is not { } channel)
        {
            return Refusals.NotFound("channel");
        }

        var data = new JsonObject { ["custom_id"] = customId, ["components"] = ModalFields.Submitted(submit.Values) };
        var deed = new Deed(bots.Of(message?.AuthorId ?? channel.BotId), Payloads.ModalSubmit, channel, submit.UserId, message, data, customId);
        return TypedResults.Ok(await interactor.SubmitAsync(deed, null, ct));
    }

    private static IEnumerable<string> Unoffered(Channel channel, Message message, Press press, JsonElement? component)
    {
        if (channel.Recipient is { } recipient && recipient != press.UserId)
        {
            yield return $"Only {recipient} sees this direct message.";
        }

        if (message.OnlyFor is { } viewer && viewer != press.UserId)
        {
            yield return $"Only {viewer} sees this message.";
        }

        if (component is not { } found)
        {
            yield return $"The message has no component '{press.CustomId}'.";
        }
        else if (found.TryGetProperty("disabled", out var disabled) && disabled.ValueKind == JsonValueKind.True)
        {
            yield return $"'{press.CustomId}' is disabled.";
        }
    }

    private static IEnumerable<string> Unoffered(Modal modal, Submit submit)
    {
        if (modal.UserId != submit.UserId)
        {
            yield return $"Only {modal.UserId} has this modal open.";
        }

        if (modal.Submitted)
        {
            yield return "The modal was submitted and has closed.";
        }

        foreach (var refusal in ModalFields.Refusals(modal.Definition, submit.Values))
        {
            yield return refusal;
        }
    }

    private static JsonElement? Component(Message message, string customId) => message.Components.EnumerateArray()
        .Where(row => row.TryGetProperty("components", out _))
        .SelectMany(row => row.GetProperty("components").EnumerateArray())
        .Where(child => child.TryGetProperty("custom_id", out var id) && id.GetString() == customId)
        .Select(child => (JsonElement?)child)
        .FirstOrDefault();
}
