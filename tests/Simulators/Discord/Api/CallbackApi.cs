using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.DiscordSimulator.Interactions;
using Platform.DiscordSimulator.Model;

namespace Platform.DiscordSimulator.Api;

/// <summary>
/// The first answer to an interaction as a request of its own, by an application that answered 202 without a body to
/// the interaction's request: once, and within the three seconds.
/// </summary>
internal sealed class CallbackApi(World world, Views views, Answers answers)
{
    public async Task<IResult> AnswerAsync(string interactionId, string token, HttpRequest request)
    {
        if (!Snowflake.TryParse(interactionId, null, out var id) || world.FindInteraction(id) is not { } interaction || interaction.Token != token)
        {
            return DiscordError.UnknownInteraction;
        }

        if (interaction.Acknowledged)
        {
            return DiscordError.AlreadyAcknowledged;
        }

        if (!answers.IsAwaited(interaction))
        {
            return DiscordError.UnknownInteraction;
        }

        var (body, error) = await Body.ReadAsync(request);
        if (error is not null)
        {
            return error;
        }

        var json = JsonSerializer.SerializeToElement(body);
        var faults = new FormFaults();
        var response = ResponseRules.Read(
            JsonObject.Create(json)!, faults, interaction.Type, onMessage: interaction.MessageId is not null, CompletedOption.In(interaction));
        if (response is null)
        {
            return faults.ToError();
        }

        if (answers.TakeCallback(interaction, response, json) is not { } shown)
        {
            return DiscordError.AlreadyAcknowledged;
        }

        return request.Query["with_response"] == "true" ? MessagesApi.Json(Resource(interaction, response, shown)) : TypedResults.NoContent();
    }

    private object Resource(Interaction interaction, CheckedResponse response, Shown shown) => new
    {
        Interaction = new
        {
            interaction.Id,
            interaction.Type,
            ResponseMessageId = shown.Message?.Id,
            ResponseMessageLoading = ((shown.Message?.Flags ?? 0) & Message.Loading) != 0,
            ResponseMessageEphemeral = shown.Message?.OnlyFor is not null,
        },
        Resource = shown.Message is null ? null : new { Type = (int)response.Type, Message = views.Of(shown.Message) },
    };
}
