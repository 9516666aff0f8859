namespace Platform.Delivery.Domain;

/// <summary>What a delivery is for; the names in the database.</summary>
internal static class DeliveryKind
{
    /// <summary>Brings something and asks for logs.</summary>
    public const string Drop = "drop";

    /// <summary>Tells how the day ended.</summary>
    public const string Close = "close";
}
