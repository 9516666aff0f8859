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

    /// <summary>More applications, each with its own bot, limits and direct-message channels.</summary>
    public IReadOnlyList<BotOptions> Bots { get; init; } = [];

    /// <summary>Every bot gets 50278 in the direct messages of people with whom it shares no server.</summary>
    public bool RequireMutualGuild { get; init; }

    /// <summary>How long <c>enforce_nonce</c> finds an earlier message: Discord's "past few minutes".</summary>
    public TimeSpan NonceWindow { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Requests of one route on one channel in each <see cref="BucketWindow"/>.</summary>
    public int BucketLimit { get; init; } = 5;

    public TimeSpan BucketWindow { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Routes whose limit is another one, or that share one.</summary>
    public IReadOnlyList<BucketOptions> Buckets { get; init; } = [];

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
        if (!IsSeed(SigningSeed))
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

        foreach (var fault in Bots.SelectMany((bot, i) => bot.Faults($"Simulator:Bots:{i}"))
            .Concat(Buckets.SelectMany((bucket, i) => bucket.Faults($"Simulator:Buckets:{i}"))))
        {
            yield return fault;
        }

        if (Bots.Select(bot => bot.ApplicationId).Append(ApplicationId).Distinct().Count() <= Bots.Count)
        {
            yield return "Simulator:Bots must not name an ApplicationId twice.";
        }

        if (Bots.Select(bot => bot.Token).Append(BotToken ?? "").Distinct().Count() <= Bots.Count)
        {
            yield return "Simulator:Bots must not name a Token twice.";
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

    public static bool IsSeed(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigit);

    public static bool IsHttp(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https");
}

/// <summary>One more application.</summary>
/// <param name="ApplicationId">A snowflake, its bot's user id too.</param>
/// <param name="Token">The bot's own token.</param>
/// <param name="SigningSeed">As the first one's; none: the first one's key.</param>
/// <param name="InteractionsUrl">None: the first one's.</param>
internal sealed record BotOptions(
    string ApplicationId = "", string Token = "", string? SigningSeed = null, string? Name = null, string? InteractionsUrl = null)
{
    public IEnumerable<string> Faults(string path)
    {
        if (!Model.Snowflake.TryParse(ApplicationId, null, out _))
        {
            yield return $"{path}:ApplicationId must be a snowflake.";
        }

        if (string.IsNullOrWhiteSpace(Token))
        {
            yield return $"{path}:Token must not be empty.";
        }

        if (SigningSeed is { Length: > 0 } seed && !SimulatorOptions.IsSeed(seed))
        {
            yield return $"{path}:SigningSeed must be 64 hexadecimal digits.";
        }

        if (InteractionsUrl is { Length: > 0 } url && !SimulatorOptions.IsHttp(url))
        {
            yield return $"{path}:InteractionsUrl must be an absolute http or https address.";
        }
    }
}

/// <summary>The limit of one route.</summary>
/// <param name="Route">As <c>GET /simulator/requests</c> names it: <c>POST /users/@me/channels</c>.</param>
/// <param name="Limit">Requests in each window; none: <see cref="SimulatorOptions.BucketLimit"/>.</param>
/// <param name="Window">None: <see cref="SimulatorOptions.BucketWindow"/>.</param>
/// <param name="Bucket">Routes that name the same bucket use it up together, on each channel.</param>
/// <param name="Scope"><c>user</c>: each bot for itself. <c>shared</c>: all bots together, as Discord limits a resource.</param>
internal sealed record BucketOptions(string Route = "", int? Limit = null, TimeSpan? Window = null, string? Bucket = null, string Scope = "user")
{
    public IEnumerable<string> Faults(string path)
    {
        if (string.IsNullOrWhiteSpace(Route))
        {
            yield return $"{path}:Route must name a method and a route.";
        }

        if (Limit is < 1 || Window is { } window && window <= TimeSpan.Zero)
        {
            yield return $"{path}:Limit must be 1 or more, Window longer than nothing.";
        }

        if (Scope is not ("user" or "shared"))
        {
            yield return $"{path}:Scope must be user or shared.";
        }
    }
}
