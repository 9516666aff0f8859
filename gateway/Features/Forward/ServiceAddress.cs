using Microsoft.Extensions.Options;

namespace Platform.Gateway.Features.Forward;

internal static class ServiceAddress
{
    /// <exception cref="OptionsValidationException">An address is not an http address.</exception>
    public static IEnumerable<Uri> All(IConfiguration configuration, string service) =>
        configuration.GetSection($"services:{service}:http").GetChildren().Where(entry => !string.IsNullOrEmpty(entry.Value)).Select(entry =>
            Uri.TryCreate(entry.Value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
                ? address
                : throw new OptionsValidationException("services", typeof(Uri), [$"{entry.Path} is not an http address"]));
}
