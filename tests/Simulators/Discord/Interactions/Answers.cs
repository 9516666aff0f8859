using System.Collections.Concurrent;
using System.Text.Json;
using Platform.DiscordSimulator.Model;

namespace Platform.DiscordSimulator.Interactions;

/// <summary>What an answer made: its kind, and the message or modal that a person now sees.</summary>
internal sealed record Shown(string Result, Message? Message = null, Modal? Modal = null);

/// <summary>
/// Lets people see an application's answer, whichever way it came: in the answer to the interaction's own request, or
/// as a callback. Only the first one counts.
/// </summary>
internal sealed class Answers(World world, Bots bots, TimeProvider time)
{
    private readonly ConcurrentDictionary<Snowflake, TaskCompletionSource<(JsonElement Response, Shown Shown)>> _awaited = [];

    /// <summary>Until it is disposed of, the interaction may be answered by a callback.</summary>
    public Awaited Await(Interaction interaction)
    {
        var source = new TaskCompletionSource<(JsonElement, Shown)>(TaskCreationOptions.RunContinuationsAsynchronously);
        _awaited[interaction.Id] = source;
        return new Awaited(source.Task, () => _awaited.TryRemove(interaction.Id, out _));
    }

    public bool IsAwaited(Interaction interaction) => _awaited.ContainsKey(interaction.Id);

    /// <summary>Takes a callback; null if the interaction was answered before.</summary>
    public Shown? TakeCallback(Interaction interaction, CheckedResponse response, JsonElement json)
    {
        var shown = Take(interaction, response);
        if (shown is not null && _awaited.TryGetValue(interaction.Id, out var source))
        {
            source.TrySetResult((json, shown));
        }

        return shown;
    }

    /// <summary>Shows the answer; null if the interaction was answered before.</summary>
    public Shown? Take(Interaction interaction, CheckedResponse response) =>
        world.Do(_ => world.FindInteraction(interaction.Id) is { Acknowledged: true } ? null : Show(interaction, response));

    private Shown Show(Interaction interaction, CheckedResponse response)
    {
        var now = time.GetUtcNow();
        var source = interaction.MessageId is { } sourceId ? world.FindMessage(sourceId) : null;
        Snowflake? only = response.Ephemeral ? interaction.UserId : null;
        var author = bots.Of(interaction.BotId).Id;
        switch (response.Type)
        {
            case ResponseType.Message:
                return Keep("message", response.Form!.ToMessage(world.Ids.Next(), interaction.ChannelId, now)
                    with { OnlyFor = only, InteractionId = interaction.Id, Nonce = null, AuthorId = author });

            case ResponseType.DeferredMessage:
                return Keep("deferred", new Message(
                    world.Ids.Next(), interaction.ChannelId, "", DiscordJson.EmptyArray, DiscordJson.EmptyArray,
                    Message.Loading | (only is null ? 0 : Message.Ephemeral), now, OnlyFor: only, InteractionId: interaction.Id, AuthorId: author));

            case ResponseType.UpdateMessage when source is not null:
                return Keep("updated", response.Form!.Edit(source, now));

            case ResponseType.Modal:
            {
                var modal = new Modal(
                    world.Ids.Next(), interaction.Id, interaction.ChannelId, source?.Id, interaction.UserId, response.Modal!.Value,
                    BotId: interaction.BotId);
                world.Keep(modal);
                world.Keep(interaction with { Acknowledged = true });
                return new Shown("modal", Modal: modal);
            }

            case ResponseType.Choices:
                world.Keep(interaction with { Acknowledged = true });
                return new Shown("choices");

            default:
                world.Keep(interaction with { Acknowledged = true, OriginalId = source?.Id });
                return new Shown("deferredUpdate");
        }

        Shown Keep(string result, Message message)
        {
            world.Keep(message);
            world.Keep(interaction with { Acknowledged = true, OriginalId = message.Id });
            return new Shown(result, message);
        }
    }

    internal sealed class Awaited(Task<(JsonElement Response, Shown Shown)> callback, Action end) : IDisposable
    {
        public Task<(JsonElement Response, Shown Shown)> Callback => callback;

        public void Dispose() => end();
    }
}
