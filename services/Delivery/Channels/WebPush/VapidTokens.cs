using System.Collections.Concurrent;

namespace Platform.Delivery.Channels.WebPush;

/// <summary>Signed proofs of who sends, one for each push service and key, made anew when half of their time is over.</summary>
internal sealed class VapidTokens(string subject, TimeProvider time)
{
    // RFC 8292 allows 24 hours; clocks differ.
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);
    private const int MostTokens = 1_000;

    private readonly ConcurrentDictionary<(string Origin, string PublicKey), Token> _tokens = new();

    /// <returns>The value of the header <c>Authorization</c>.</returns>
    public string Get(VapidKey key, string origin)
    {
        var now = time.GetUtcNow();
        if (_tokens.TryGetValue((origin, key.PublicKey), out var token) && now >= token.Made && now < token.Made + (Lifetime / 2))
        {
            return token.Text;
        }

        if (_tokens.Count >= MostTokens)
        {
            _tokens.Clear();
        }

        var text = key.Authorize(origin, now + Lifetime, subject);
        _tokens[(origin, key.PublicKey)] = new(text, now);
        return text;
    }

    private sealed record Token(string Text, DateTimeOffset Made);
}
