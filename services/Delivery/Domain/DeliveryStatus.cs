namespace Platform.Delivery.Domain;

/// <summary>The states of a delivery (docs/state-machines.md); the names in the database.</summary>
internal static class DeliveryStatus
{
    public const string Waiting = "waiting";
    public const string Pending = "pending";
    public const string Sending = "sending";
    public const string Delivered = "delivered";
    public const string Failed = "failed";
    public const string Rejected = "rejected";
    public const string Expired = "expired";

    /// <summary>Why a delivery is put off.</summary>
    public const string QuietHours = "the athlete's quiet hours";

    /// <summary>Why a delivery expired.</summary>
    public const string DayClosed = "the day was closed before this was delivered";
}
