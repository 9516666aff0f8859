namespace Platform.Delivery.Channels.Discord;

/// <param name="IsLast">The channel has no older messages.</param>
internal sealed record MessagePage(IReadOnlyList<PostedMessage> Messages, bool IsLast);

/// <param name="ButtonIds">The <c>custom_id</c> of each of its buttons.</param>
internal sealed record PostedMessage(string Id, string? Nonce, string Content, IReadOnlyList<string?> ButtonIds)
{
    /// <summary>
    /// By its nonce, and by its buttons: Discord's description promises no nonce in a channel's history. One that has no
    /// buttons, by what it says, where nobody else's can say the same.
    /// </summary>
    /// <param name="content">Null: others may say the same in this channel.</param>
    public bool Is(Guid deliveryId, string nonce, string? content) =>
        Nonce == nonce || ButtonIds.Any(id => LogId.Parse(id)?.DeliveryId == deliveryId) || (content is not null && ButtonIds.Count == 0 && Content == content);
}
