using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.DiscordSimulator.Api;
using Platform.DiscordSimulator.Model;

namespace Platform.DiscordSimulator.Interactions;

/// <summary>The kinds of answer to an interaction.</summary>
internal enum ResponseType
{
    Pong = 1,
    Message = 4,
    DeferredMessage = 5,
    DeferredUpdate = 6,
    UpdateMessage = 7,
    Choices = 8,
    Modal = 9,
}

/// <summary>An answer that Discord would take.</summary>
/// <param name="Form">The message of an answer that has one.</param>
/// <param name="Modal">The modal of an answer that opens one, its components numbered.</param>
internal sealed record CheckedResponse(ResponseType Type, MessageForm? Form, JsonElement? Modal, bool Ephemeral);

/// <summary>Checks an application's answer as Discord would; a person sees "interaction failed" where it is at fault.</summary>
internal static class ResponseRules
{
    private const int MostChoices = 25;

    /// <param name="onMessage">The interaction came from a component of a message, or from its modal.</param>
    /// <param name="completed">The type of the option that is being typed.</param>
    /// <returns>The answer, or what is wrong with it.</returns>
    public static (CheckedResponse? Response, IReadOnlyList<string> Faults) Check(
        JsonElement json, int interactionType, bool onMessage, OptionType? completed = null)
    {
        var faults = new FormFaults();
        return (Read(JsonObject.Create(json)!, faults, interactionType, onMessage, completed), [.. faults.Sentences()]);
    }

    /// <summary>The answer; null where <paramref name="faults"/> say what is wrong with it.</summary>
    public static CheckedResponse? Read(JsonObject root, FormFaults faults, int interactionType, bool onMessage, OptionType? completed)
    {
        var fields = new Fields(root, "", faults);
        if (fields.Number("type") is not { } number || !Allowed(interactionType, onMessage).Contains((ResponseType)number))
        {
            faults.Choices("type", $"({string.Join(", ", Allowed(interactionType, onMessage).Select(type => (int)type))})");
            return null;
        }

        var type = (ResponseType)number;
        var data = root["data"] as JsonObject;
        MessageForm? form = null;
        JsonElement? modal = null;
        switch (type)
        {
            case ResponseType.Message or ResponseType.UpdateMessage or ResponseType.DeferredMessage:
                form = MessageForm.Read(data ?? [], faults, "data");
                if (type == ResponseType.Message && form.IsNothing && !faults.Any)
                {
                    faults.Add("data", "EMPTY_MESSAGE", "Cannot send an empty message");
                }

                break;
            case ResponseType.Choices or ResponseType.Modal when data is null:
                faults.Required("data");
                break;
            case ResponseType.Choices:
                CheckChoices(new Fields(data, "data", faults), completed ?? OptionType.Text);
                break;
            case ResponseType.Modal:
                ModalRules.Check(new Fields(data, "data", faults));
                modal = JsonSerializer.SerializeToElement(data);
                break;
        }

        return faults.Any ? null : new CheckedResponse(type, form, modal, (form?.Flags & Message.Ephemeral) is > 0);
    }

    private static void CheckChoices(Fields data, OptionType completed)
    {
        if (!data.Has("choices"))
        {
            data.Faults.Required(data.PathOf("choices"));
        }

        var choices = data.Items("choices").ToList();
        if (choices.Count > MostChoices)
        {
            data.Faults.TooLong(data.PathOf("choices"), MostChoices);
        }

        foreach (var (choice, node) in choices)
        {
            CommandRules.CheckChoice(choice, node, completed);
        }
    }

    private static IReadOnlyList<ResponseType> Allowed(int interactionType, bool onMessage) => interactionType switch
    {
        Payloads.Ping => [ResponseType.Pong],
        Payloads.Command => [ResponseType.Message, ResponseType.DeferredMessage, ResponseType.Modal],
        Payloads.Autocomplete => [ResponseType.Choices],
        Payloads.Component =>
            [ResponseType.Message, ResponseType.DeferredMessage, ResponseType.DeferredUpdate, ResponseType.UpdateMessage, ResponseType.Modal],
        Payloads.ModalSubmit when onMessage =>
            [ResponseType.Message, ResponseType.DeferredMessage, ResponseType.DeferredUpdate, ResponseType.UpdateMessage],
        _ => [ResponseType.Message, ResponseType.DeferredMessage],
    };
}
