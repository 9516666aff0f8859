namespace Platform.Delivery.Channels.Discord.Interactions;

/// <summary>A feature that answers interactions of some kind. The endpoint asks each in turn.</summary>
internal interface IAnswerInteractions
{
    bool Takes(Interaction interaction);

    /// <summary>
    /// Answers within two seconds, or is cancelled. What changes anything is recorded with its answer
    /// (<see cref="Data.AnsweredInteractions"/>): the same interaction once more gets the same answer and changes nothing.
    /// </summary>
    /// <returns>Discord's JSON.</returns>
    Task<string> AnswerAsync(Interaction interaction, CancellationToken ct);
}
