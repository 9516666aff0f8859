using System.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Npgsql;
using Platform.Delivery.Channels.Discord;
using Platform.Delivery.Channels.Discord.Interactions;
using Platform.Delivery.Domain;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Messaging;

namespace Platform.Delivery.Features.Interact;

/// <summary><c>POST /discord/interactions</c>: Discord's own call, proven by its signature. Answered within three seconds.</summary>
internal static partial class InteractionsEndpoint
{
    private const int MostBytes = 256 * 1024;
    private static readonly TimeSpan Database = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Answer = TimeSpan.FromSeconds(2.5);

    public static void MapInteractions(this IEndpointRouteBuilder routes) => routes.MapPost("/discord/interactions", HandleAsync)
        .WithMetadata(new RequestSizeLimitAttribute(MostBytes)).AllowAnonymous().ExcludeFromDescription();

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> HandleAsync(
        HttpRequest request, InteractionSignature signature, IEnumerable<IAnswerInteractions> features, DeliveryMetrics metrics,
        ILogger<InteractionSignature> logger, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, ct);
        var raw = body.GetBuffer().AsMemory(0, (int)body.Length);
        if (signature.SignedBy(request.Headers, raw.Span) is not { } bot)
        {
            return Problems.Create(StatusCodes.Status401Unauthorized, "bad-signature", "Not signed by Discord",
                $"{InteractionSignature.SignatureHeader} must sign {InteractionSignature.TimestampHeader} and the body, and the timestamp must be current.");
        }

        if (Interaction.Read(raw) is not { } interaction)
        {
            return Problems.Invalid("body", "The body is no interaction of Discord's.");
        }

        var reply = interaction.Type == InteractionTypes.Ping ? Replies.Pong
            : interaction.Id.Length > 0 && features.FirstOrDefault(f => f.Takes(interaction)) is { } feature
                ? await InTimeAsync(feature, interaction with { ApplicationId = bot }, logger, ct)
                : NothingKnown(interaction);
        metrics.Interaction(Kind(interaction.Type), Stopwatch.GetElapsedTime(started));
        return TypedResults.Text(reply, "application/json");
    }

    // Two limits: the work is cancelled at the first; at the second it is answered for, even if it hangs.
    private static async Task<string> InTimeAsync(IAnswerInteractions feature, Interaction interaction, ILogger logger, CancellationToken ct)
    {
        var limit = new CancellationTokenSource(Database);
        try
        {
            return await feature.AnswerAsync(interaction, limit.Token).WaitAsync(Answer, ct);
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            NotStored(logger, interaction.Id, Transient.Is(failure) ? null : failure);
            var texts = Texts.For(Locales.LanguageOf(interaction.Locale));
            return interaction.Type == InteractionTypes.Autocomplete
                ? Replies.Choices([])
                : Replies.Ephemeral(texts.NotStored, interaction.CustomId is { Length: > 0 } id ? (id, texts.TryAgain) : null);
        }
    }

    private static string NothingKnown(Interaction interaction) => interaction.Type == InteractionTypes.Autocomplete
        ? Replies.Choices([])
        : Replies.Ephemeral(Texts.For(Locales.LanguageOf(interaction.Locale)).UnknownInteraction);

    private static string Kind(int type) => type switch
    {
        InteractionTypes.Ping => "ping",
        InteractionTypes.Command => "command",
        InteractionTypes.Component => "component",
        InteractionTypes.Autocomplete => "autocomplete",
        InteractionTypes.ModalSubmit => "modal_submit",
        _ => "unknown",
    };

    [LoggerMessage(3003, LogLevel.Warning, "Interaction {Id} could not be handled in time")]
    private static partial void NotStored(ILogger logger, string id, Exception? failure);
}
