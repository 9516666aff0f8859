using System.Text.RegularExpressions;

namespace Platform.DiscordSimulator.Api;

/// <summary>Who may call: a client that names itself as Discord asks, with a bot's token.</summary>
internal sealed partial class BotGate(SimulatorOptions options)
{
    public DiscordError? Check(HttpRequest request, bool needsToken)
    {
        if (!Agent().IsMatch(request.Headers.UserAgent.ToString()))
        {
            return DiscordError.BlockedAgent;
        }

        return !needsToken || IsKnown(TokenOf(request)) ? null : DiscordError.Unauthorized;
    }

    /// <summary>The token after <c>Bot </c>; empty if there is none.</summary>
    public static string TokenOf(HttpRequest request) =>
        request.Headers.Authorization.ToString() is var header && header.StartsWith("Bot ", StringComparison.Ordinal) ? header[4..].Trim() : "";

    private bool IsKnown(string token) =>
        token.Length > 0 && (string.IsNullOrEmpty(options.BotToken) || string.Equals(token, options.BotToken, StringComparison.Ordinal));

    [GeneratedRegex(@"^DiscordBot \(\S+, \S+\)")]
    private static partial Regex Agent();
}
