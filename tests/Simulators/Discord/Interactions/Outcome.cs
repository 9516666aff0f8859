using System.Text.Json;
using Platform.DiscordSimulator.Model;

namespace Platform.DiscordSimulator.Interactions;

/// <summary>What became of an interaction.</summary>
/// <param name="Status">HTTP's status of the application's answer; 0: none came.</param>
/// <param name="Result">
/// <c>message</c>, <c>updated</c>, <c>deferred</c>, <c>deferredUpdate</c>, <c>modal</c>, <c>choices</c>; <c>failed</c>: the person saw
/// "This interaction failed"; <c>unseen</c>: a replay or a forged request, whose answer is shown to nobody.
/// </param>
/// <param name="Response">The application's JSON.</param>
/// <param name="Faults">Why it failed.</param>
/// <param name="MessageId">The message that was created or changed.</param>
internal sealed record Outcome(
    int Status, long LatencyMs, string Result, JsonElement? Response, IReadOnlyList<string> Faults, Snowflake? InteractionId,
    Snowflake? ModalId = null, Snowflake? MessageId = null, bool Ephemeral = false)
{
    public const string Failed = "failed";

    public static Outcome Success(Exchange exchange, Snowflake interactionId, Shown shown) => new(
        exchange.Status, exchange.LatencyMs, shown.Result, exchange.Response, [], interactionId, shown.Modal?.Id, shown.Message?.Id,
        shown.Message?.OnlyFor is not null);

    public static Outcome Failure(Exchange exchange, Snowflake interactionId, IReadOnlyList<string> faults) =>
        new(exchange.Status, exchange.LatencyMs, Failed, exchange.Response, faults, interactionId);

    public static Outcome Unseen(Exchange exchange, Snowflake? interactionId = null) =>
        new(exchange.Status, exchange.LatencyMs, "unseen", exchange.Response, exchange.Failure is { } fault ? [fault] : [], interactionId);
}
