namespace Platform.Delivery.Channels.Discord;

/// <summary>The bots' accounts at Discord, and how much of Discord's limits this process may use (section <c>Discord</c>).</summary>
internal sealed class DiscordOptions
{
    /// <summary>Ends in a slash. Plain http only on this machine: the tokens travel with every request.</summary>
    public string ApiBaseUrl { get; set; } = "https://discord.com/api/v10/";

    /// <summary>The first bot's token: the one that posts where nothing names another.</summary>
    public string BotToken { get; set; } = "";

    /// <summary>The first bot's application's Ed25519 public key, in hex.</summary>
    public string PublicKey { get; set; } = "";

    /// <summary>The first bot's application.</summary>
    public string ApplicationId { get; set; } = "";

    /// <summary>Further bots.</summary>
    public List<BotOptions> Bots { get; set; } = [];

    /// <summary>
    /// The requests in a second that each bot may make from this process, unless the bot says otherwise. Discord allows
    /// a bot 50 (and grants a few large ones more): the replicas of this service share them, so their numbers must not
    /// add up to more than that.
    /// </summary>
    public int RequestsPerSecond { get; set; } = 50;

    /// <summary>The time limit of one request, once it has left.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a request may wait for the limits before its sender is told to come back later.</summary>
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How many answers of 401, 403 and 429 in ten minutes this process allows itself before it sends nothing more for a
    /// while. Discord bans the address after 10,000: the processes behind one address must stay below that together.
    /// </summary>
    public int InvalidRequestBudget { get; set; } = 2000;

    /// <summary>Connections to Discord at the same time, where it speaks no HTTP/2.</summary>
    public int MaxConnections { get; set; } = 64;

    /// <summary>All bots, the first one first.</summary>
    internal IEnumerable<BotOptions> All() =>
        [new() { BotToken = BotToken, PublicKey = PublicKey, ApplicationId = ApplicationId }, .. Bots];
}

/// <summary>A bot besides the first (<c>Discord:Bots:N</c>).</summary>
internal sealed class BotOptions
{
    public string BotToken { get; set; } = "";

    /// <summary>The application's Ed25519 public key, in hex.</summary>
    public string PublicKey { get; set; } = "";

    public string ApplicationId { get; set; } = "";

    /// <summary>Null: as <see cref="DiscordOptions.RequestsPerSecond"/>.</summary>
    public int? RequestsPerSecond { get; set; }
}
