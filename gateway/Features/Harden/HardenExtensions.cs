namespace Platform.Gateway.Features.Harden;

internal static class HardenExtensions
{
    private const long LargestBody = 1 << 20;

    /// <summary>What a connection may ask of this program before any route has a say.</summary>
    public static void AddHardening(this WebApplicationBuilder builder) => builder.WebHost.ConfigureKestrel(kestrel =>
    {
        kestrel.Limits.MaxRequestBodySize = LargestBody;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
    });
}
