namespace Platform.Delivery.Channels.Discord;

/// <param name="IsLast">The channel has no older messages.</param>
internal sealed record MessagePage(IReadOnlyList<PostedMessage> Messages, bool IsLast);

/// <param name="ButtonIds">The <c>custom_id</c> of each of its buttons.</param>
internal sealed record PostedMessage(string Id, string? Nonce, IReadOnlyList<string?> ButtonIds)
{
    /// <summary>By its nonce, and by its buttons: Discord's description promises no nonce in a channel's history.</summary>
    public bool Is(Guid deliveryId, string nonce) => Nonce == nonce || ButtonIds.Any(id => LogId.Parse(id)?.DeliveryId == deliveryId);
}
