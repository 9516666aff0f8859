using System.Globalization;
using System.Text;
using System.Text.Json;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Platform.Benchmarks.Delivery;

/// <summary>Presses and modal submits as Discord sends and signs them, made before they are needed.</summary>
internal static class SignedInteractions
{
    public const string ApplicationId = "1100000000000000001";

    // The first test key of RFC 8032.
    public const string PublicKey = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
    private static readonly byte[] Seed = Convert.FromHexString("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");

    private const int Component = 3;
    private const int ModalSubmit = 5;
    private static long LastId = 500_000_000_000_000_000;

    public static Signed Press(Guid deliveryId, string exerciseId, string discordId, string channelId) => Sign(
        Component, discordId, channelId, new { custom_id = CustomId(deliveryId, exerciseId), component_type = 2 });

    public static Signed Submit(Guid deliveryId, string exerciseId, string discordId, string channelId) => Sign(
        ModalSubmit, discordId, channelId, new { custom_id = CustomId(deliveryId, exerciseId), components = new[] { Input("weight", "102,5"), Input("reps", "5") } });

    private static string CustomId(Guid deliveryId, string exerciseId) => $"log:{deliveryId:N}:{exerciseId}";

    // A label holds one input.
    private static object Input(string id, string value) => new { type = 18, component = new { type = 4, custom_id = id, value } };

    private static Signed Sign(int type, string discordId, string channelId, object data)
    {
        var id = Interlocked.Increment(ref LastId).ToString(CultureInfo.InvariantCulture);
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            id,
            application_id = ApplicationId,
            type,
            token = $"token-{id}",
            version = 1,
            channel_id = channelId,
            data,
            locale = "en-US",
            context = 1,
            user = new { id = discordId, username = "ada", global_name = "Ada" },
            message = new { id, channel_id = channelId, content = "" },
        });
        var timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.ASCII.GetBytes(timestamp), .. body];
        var signature = new byte[Ed25519.SignatureSize];
        Ed25519.Sign(Seed, 0, signed, 0, signed.Length, signature, 0);
        return new(type == Component, body, timestamp, Convert.ToHexStringLower(signature));
    }
}

/// <param name="IsPress">Otherwise a modal's submit.</param>
internal sealed record Signed(bool IsPress, byte[] Body, string Timestamp, string Signature);
