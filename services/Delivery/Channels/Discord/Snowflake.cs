using System.Diagnostics.CodeAnalysis;

namespace Platform.Delivery.Channels.Discord;

/// <summary>An id of Discord's: up to 20 digits, so that it can stand in an address.</summary>
internal static class Snowflake
{
    public static bool IsValid([NotNullWhen(true)] string? id) => id is { Length: > 0 and <= 20 } && id.All(char.IsAsciiDigit);
}
