using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Platform.DiscordSimulator.Model;

namespace Platform.DiscordSimulator.Api;

/// <summary>An interaction's token: opaque to the application; it carries the interaction's id and a secret.</summary>
internal static class InteractionToken
{
    private const string Prefix = "interaction:";

    public static string For(Snowflake id) => Base64Url.EncodeToString(
        Encoding.ASCII.GetBytes($"{Prefix}{id}:{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32))}"));

    public static Snowflake? IdOf(string token)
    {
        if (!Base64Url.IsValid(token))
        {
            return null;
        }

        var parts = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(token)).Split(':');
        return parts is ["interaction", var id, _] && Snowflake.TryParse(id, null, out var snowflake) ? snowflake : null;
    }
}
