using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Platform.Delivery.Channels.Discord.Ed25519;

namespace Platform.Delivery.Channels.Discord;

/// <summary>The bot's account at Discord (section <c>Discord</c>).</summary>
internal sealed class DiscordOptions
{
    /// <summary>Ends in a slash. Plain http only on this machine: the token travels with every request.</summary>
    public string ApiBaseUrl { get; set; } = "https://discord.com/api/v10/";

    public string BotToken { get; set; } = "";

    /// <summary>The application's Ed25519 public key, in hex.</summary>
    public string PublicKey { get; set; } = "";

    public string ApplicationId { get; set; } = "";

    /// <summary>The time limit of one request.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Requests in a second of this process; Discord allows a bot 50.</summary>
    public int RequestsPerSecond { get; set; } = 45;
}

internal sealed partial class DiscordOptionsValidator : IValidateOptions<DiscordOptions>
{
    public ValidateOptionsResult Validate(string? name, DiscordOptions options)
    {
        List<string> faults = [];
        if (!Uri.TryCreate(options.ApiBaseUrl, UriKind.Absolute, out var api) || !api.AbsolutePath.EndsWith('/')
            || !(api.Scheme == Uri.UriSchemeHttps || (api.Scheme == Uri.UriSchemeHttp && api.IsLoopback)))
        {
            faults.Add("Discord:ApiBaseUrl must be an https address that ends in a slash (http only on this machine)");
        }

        if (string.IsNullOrEmpty(options.BotToken) || options.BotToken.Any(c => c is <= ' ' or > '~'))
        {
            faults.Add("Discord:BotToken must be the bot's token, without spaces");
        }

        if (ReadKey(options.PublicKey) is null)
        {
            faults.Add("Discord:PublicKey must be the application's Ed25519 public key in 64 hex digits");
        }

        if (!Digits().IsMatch(options.ApplicationId))
        {
            faults.Add("Discord:ApplicationId must be the application's id, digits only");
        }

        if (options.RequestTimeout <= TimeSpan.Zero || options.RequestTimeout > TimeSpan.FromSeconds(30))
        {
            faults.Add("Discord:RequestTimeout must be above zero and at most 30 seconds");
        }

        if (options.RequestsPerSecond is < 1 or > 50)
        {
            faults.Add("Discord:RequestsPerSecond must be from 1 to 50");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    public static Ed25519PublicKey? ReadKey(string hex) =>
        hex.Length == 2 * Ed25519PublicKey.Size && hex.All(char.IsAsciiHexDigit) ? Ed25519PublicKey.TryCreate(Convert.FromHexString(hex)) : null;

    [GeneratedRegex("^[0-9]{1,20}$")]
    private static partial Regex Digits();
}
