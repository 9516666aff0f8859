namespace Platform.Delivery.Features.KeepSubscriptions;

/// <summary>A browser that its person has allowed to be notified. Its keys are not told.</summary>
internal sealed class SubscriptionItem
{
    public const string Columns = "id, endpoint, label, public_key, created_at, last_accepted_at, expires_at";

    public Guid Id { get; init; }

    /// <summary>By which a browser knows its own subscription among these.</summary>
    public string Endpoint { get; init; } = "";

    public string? Label { get; init; }

    /// <summary>The key it was made for. Where <c>GET /api/push/key</c> tells another, the browser had better subscribe again.</summary>
    public string PublicKey { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its push service last took a message; null: never yet.</summary>
    public DateTimeOffset? LastAcceptedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }
}
