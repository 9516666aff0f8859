namespace Platform.Delivery.Channels.WebPush;

/// <summary>A browser that a person has allowed to be notified.</summary>
/// <param name="Endpoint">Where its push service takes messages. Who knows it may send: it is not logged.</param>
/// <param name="P256dh">The browser's public key: an uncompressed point on P-256, 65 bytes.</param>
/// <param name="Auth">The secret it shares with us, 16 bytes.</param>
/// <param name="PublicKey">The VAPID public key it was made for, base64url: messages are signed with that key.</param>
internal sealed record PushSubscription(Guid Id, Guid UserId, string Endpoint, byte[] P256dh, byte[] Auth, string PublicKey);
