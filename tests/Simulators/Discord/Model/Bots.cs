using Platform.DiscordSimulator.Interactions;

namespace Platform.DiscordSimulator.Model;

/// <summary>An application and its bot, which share an id.</summary>
/// <param name="Token">What its requests carry; null: any token that is not another bot's.</param>
internal sealed class Bot(Snowflake id, string name, string? token, Signer signer)
{
    public Snowflake Id => id;

    public string Name => name;

    public string? Token => token;

    public Signer Signer => signer;

    /// <summary>Where its interactions are posted; null until it is configured.</summary>
    public string? InteractionsUrl { get; set; }

    /// <summary>It gets 50278 in the direct messages of everyone with whom it shares no server.</summary>
    public bool RequireMutualGuild { get; set; }
}

/// <summary>The applications that this Discord knows, the configured first one foremost.</summary>
internal sealed class Bots
{
    private readonly Dictionary<Snowflake, Bot> _byId;
    private readonly Dictionary<string, Bot> _byToken;

    public Bots(SimulatorOptions options)
    {
        var url = string.IsNullOrEmpty(options.InteractionsUrl) ? null : options.InteractionsUrl;
        First = new Bot(Snowflake.Parse(options.ApplicationId, null), options.BotName, NullIfEmpty(options.BotToken), Signer.From(options.SigningSeed))
        {
            InteractionsUrl = url, RequireMutualGuild = options.RequireMutualGuild,
        };
        All =
        [
            First,
            .. options.Bots.Select((bot, i) => new Bot(
                Snowflake.Parse(bot.ApplicationId, null), bot.Name ?? $"{options.BotName} {i + 2}", bot.Token,
                Signer.From(NullIfEmpty(bot.SigningSeed) ?? options.SigningSeed))
            {
                InteractionsUrl = NullIfEmpty(bot.InteractionsUrl) ?? url, RequireMutualGuild = options.RequireMutualGuild,
            }),
        ];
        _byId = All.ToDictionary(bot => bot.Id);
        _byToken = All.Where(bot => bot.Token is not null).ToDictionary(bot => bot.Token!, StringComparer.Ordinal);
    }

    public Bot First { get; }

    public IReadOnlyList<Bot> All { get; }

    /// <summary>The bot of this id; of none, the first: what was kept before there were several names none.</summary>
    public Bot Of(Snowflake? id) => id is { } given ? _byId.GetValueOrDefault(given, First) : First;

    public Bot? Find(Snowflake id) => _byId.GetValueOrDefault(id);

    public Bot? Find(string id) => Snowflake.TryParse(id, null, out var parsed) ? Find(parsed) : null;

    public Bot? ByToken(string token) => token.Length == 0 ? null
        : _byToken.TryGetValue(token, out var bot) ? bot
        : First.Token is null ? First : null;

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
