namespace Platform.Delivery.Channels.Discord;

/// <summary>
/// The <c>custom_id</c> of an exercise's button and modal, <c>log:{delivery}:{exercise}</c>: at most 97 of the 100
/// characters that Discord takes.
/// </summary>
internal static class LogId
{
    private const string Prefix = "log:";

    public static string For(Guid deliveryId, string exerciseId) => $"{Prefix}{deliveryId:N}:{exerciseId}";

    public static (Guid DeliveryId, string ExerciseId)? Parse(string? customId) =>
        customId?.Split(':', 3) is ["log", var delivery, { Length: > 0 } exercise] && Guid.TryParseExact(delivery, "N", out var id) ? (id, exercise) : null;
}
