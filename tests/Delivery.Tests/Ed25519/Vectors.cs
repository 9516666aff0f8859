using System.Text.Json;

namespace Platform.Delivery.Tests.Ed25519;

/// <summary>RFC 8032, section 7.1, as the RFC prints them (hex).</summary>
public sealed record Vector(string Name, string Seed, string Public, string Message, string Signature)
{
    public override string ToString() => Name;

    public static TheoryData<Vector> All()
    {
        using var stream = typeof(Vector).Assembly.GetManifestResourceStream("Platform.Delivery.Tests.Ed25519.rfc8032-section-7.1.json")!;
        return [.. JsonSerializer.Deserialize<Vector[]>(stream, JsonSerializerOptions.Web)!];
    }
}
