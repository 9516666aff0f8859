using System.Text.RegularExpressions;
using Platform.DiscordSimulator.Model;

namespace Platform.DiscordSimulator.Api;

/// <summary>Who may call: a client that names itself as Discord asks, with a bot's token.</summary>
internal sealed partial class BotGate(Bots bots)
{
    public DiscordError? Check(HttpRequest request, bool needsToken)
    {
        if (!Agent().IsMatch(request.Headers.UserAgent.ToString()))
        {
            return DiscordError.BlockedAgent;
        }

        if (bots.ByToken(TokenOf(request)) is { } bot)
        {
            request.HttpContext.Items[typeof(Bot)] = bot;
            return null;
        }

        return needsToken ? DiscordError.Unauthorized : null;
    }

    /// <summary>The bot that sent a request which needed a token.</summary>
    public static Bot BotOf(HttpRequest request) => (Bot)request.HttpContext.Items[typeof(Bot)]!;

    /// <summary>The token after <c>Bot </c>; empty if there is none.</summary>
    public static string TokenOf(HttpRequest request) =>
        request.Headers.Authorization.ToString() is var header && header.StartsWith("Bot ", StringComparison.Ordinal) ? header[4..].Trim() : "";

    [GeneratedRegex(@"^DiscordBot \(\S+, \S+\)")]
    private static partial Regex Agent();
}
