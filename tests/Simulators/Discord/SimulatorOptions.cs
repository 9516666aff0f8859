namespace Platform.DiscordSimulator;

/// <summary>Section <c>Simulator</c>. The limits default to Discord's own; tests make them small.</summary>
internal sealed record SimulatorOptions
{
    public const string Section = "Simulator";

    /// <summary>Where accepted state is kept; none keeps it in memory only.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>Ed25519 seed, 32 bytes in hex. The default is the key of RFC 8032's first test: for development only.</summary>
    public string SigningSeed { get; init; } = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";

    /// <summary>The application's interactions endpoint. It can be set later through the control interface.</summary>
    public string? InteractionsUrl { get; init; }

    /// <summary>The application's id, which is its bot's user id too.</summary>
    public string ApplicationId { get; init; } = "1100000000000000001";

    public string BotName { get; init; } = "Training";

    /// <summary>The one token that is let in; none lets in every token that is not empty.</summary>
    public string? BotToken { get; init; }

    /// <summary>How long <c>enforce_nonce</c> finds an earlier message: Discord's "past few minutes".</summary>
    public TimeSpan NonceWindow { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Requests of one route on one channel in each <see cref="BucketWindow"/>.</summary>
    public int BucketLimit { get; init; } = 5;

    public TimeSpan BucketWindow { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Requests a second for each bot, over all routes.</summary>
    public int GlobalLimit { get; init; } = 50;

    /// <summary>How many 401, 403 and 429 in <see cref="InvalidRequests.Window"/> ban the caller.</summary>
    public int InvalidRequestLimit { get; init; } = 10_000;

    /// <summary>How long the application may take for its first answer to an interaction.</summary>
    public TimeSpan InteractionLimit { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long an interaction's token is good for.</summary>
    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Every fault of these settings, in words; none if they are sound.</summary>
    public IEnumerable<string> Faults()
    {
        if (SigningSeed.Length != 64 || !SigningSeed.All(char.IsAsciiHexDigit))
        {
            yield return "Simulator:SigningSeed must be 64 hexadecimal digits.";
        }

        if (InteractionsUrl is { Length: > 0 } url && !IsHttp(url))
        {
            yield return "Simulator:InteractionsUrl must be an absolute http or https address.";
        }

        if (!Model.Snowflake.TryParse(ApplicationId, null, out _))
        {
            yield return "Simulator:ApplicationId must be a snowflake.";
        }

        if (BucketLimit < 1 || GlobalLimit < 1 || InvalidRequestLimit < 1)
        {
            yield return "Simulator:BucketLimit, GlobalLimit and InvalidRequestLimit must be 1 or more.";
        }

        if (BucketWindow <= TimeSpan.Zero || InteractionLimit <= TimeSpan.Zero || TokenLifetime <= TimeSpan.Zero || NonceWindow < TimeSpan.Zero)
        {
            yield return "Simulator:BucketWindow, InteractionLimit and TokenLifetime must be longer than nothing, NonceWindow not negative.";
        }
    }

    public static bool IsHttp(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https");
}
