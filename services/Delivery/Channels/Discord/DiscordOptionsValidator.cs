using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Platform.Delivery.Channels.Discord.Ed25519;

namespace Platform.Delivery.Channels.Discord;

internal sealed partial class DiscordOptionsValidator : IValidateOptions<DiscordOptions>
{
    private const int MostRequestsPerSecond = 10_000;

    public ValidateOptionsResult Validate(string? name, DiscordOptions options)
    {
        List<string> faults = [.. Faults(options)];
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    public static Ed25519PublicKey? ReadKey(string hex) =>
        hex.Length == 2 * Ed25519PublicKey.Size && hex.All(char.IsAsciiHexDigit) ? Ed25519PublicKey.TryCreate(Convert.FromHexString(hex)) : null;

    private static IEnumerable<string> Faults(DiscordOptions options)
    {
        if (!Uri.TryCreate(options.ApiBaseUrl, UriKind.Absolute, out var api) || !api.AbsolutePath.EndsWith('/')
            || !(api.Scheme == Uri.UriSchemeHttps || (api.Scheme == Uri.UriSchemeHttp && api.IsLoopback)))
        {
            yield return "Discord:ApiBaseUrl must be an https address that ends in a slash (http only on this machine)";
        }

        var bots = options.All().ToList();
        foreach (var fault in bots.SelectMany((bot, i) => Faults(bot, i == 0 ? "Discord" : $"Discord:Bots:{i - 1}")))
        {
            yield return fault;
        }

        foreach (var (setting, read) in new (string, Func<BotOptions, string>)[]
        {
            ("BotToken", b => b.BotToken), ("PublicKey", b => b.PublicKey.ToLowerInvariant()), ("ApplicationId", b => b.ApplicationId),
        })
        {
            // Which bot an interaction or a message belongs to must be certain.
            if (bots.Select(read).Where(value => value.Length > 0).GroupBy(value => value).Any(same => same.Count() > 1))
            {
                yield return $"Discord:{setting} must be another for each bot";
            }
        }

        if (options.RequestTimeout <= TimeSpan.Zero || options.RequestTimeout > TimeSpan.FromSeconds(30))
        {
            yield return "Discord:RequestTimeout must be above zero and at most 30 seconds";
        }

        if (options.RequestsPerSecond is < 1 or > MostRequestsPerSecond)
        {
            yield return $"Discord:RequestsPerSecond must be from 1 to {MostRequestsPerSecond}";
        }

        if (options.MaxWait < TimeSpan.Zero || options.MaxWait > TimeSpan.FromSeconds(30))
        {
            yield return "Discord:MaxWait must be from zero to 30 seconds";
        }

        if (options.InvalidRequestBudget is < 1 or > 9000)
        {
            yield return "Discord:InvalidRequestBudget must be from 1 to 9000";
        }

        if (options.MaxConnections is < 1 or > 1000)
        {
            yield return "Discord:MaxConnections must be from 1 to 1000";
        }
    }

    private static IEnumerable<string> Faults(BotOptions bot, string section)
    {
        if (string.IsNullOrEmpty(bot.BotToken) || bot.BotToken.Any(c => c is <= ' ' or > '~'))
        {
            yield return $"{section}:BotToken must be the bot's token, without spaces";
        }

        if (ReadKey(bot.PublicKey) is null)
        {
            yield return $"{section}:PublicKey must be the application's Ed25519 public key in 64 hex digits";
        }

        if (!Digits().IsMatch(bot.ApplicationId))
        {
            yield return $"{section}:ApplicationId must be the application's id, digits only";
        }

        if (bot.RequestsPerSecond is < 1 or > MostRequestsPerSecond)
        {
            yield return $"{section}:RequestsPerSecond must be from 1 to {MostRequestsPerSecond}";
        }
    }

    [GeneratedRegex(@"\A[0-9]{1,20}\z")]
    private static partial Regex Digits();
}
