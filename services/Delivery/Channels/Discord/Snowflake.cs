using System.Diagnostics.CodeAnalysis;

namespace Platform.Delivery.Channels.Discord;

/// <summary>An id of Discord's: up to 20 digits, so that it can stand in an address.</summary>
internal static class Snowflake
{
    private const long Epoch = 1_420_070_400_000;

    /// <summary>When Discord made what a valid id names.</summary>
    public static DateTimeOffset TimeOf(string id) =>
        DateTimeOffset.FromUnixTimeMilliseconds(ulong.TryParse(id, out var number) ? (long)(number >> 22) + Epoch : Epoch);

    public static bool IsValid([NotNullWhen(true)] string? id) => id is { Length: > 0 and <= 20 } && id.All(char.IsAsciiDigit);
}
