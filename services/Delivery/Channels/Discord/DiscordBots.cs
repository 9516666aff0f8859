using Microsoft.Extensions.Options;
using Platform.Delivery.Channels.Discord.Limits;

namespace Platform.Delivery.Channels.Discord;

/// <summary>A bot of this service and what Discord's limits leave to it.</summary>
internal sealed record DiscordBot(string ApplicationId, string Token, BotGate Gate, GuildLanes Lanes);

/// <summary>The bots that are configured, and what they share: the address that Discord would ban.</summary>
internal sealed partial class DiscordBots : IDisposable
{
    private readonly DiscordBot _first;
    private readonly Dictionary<string, DiscordBot> _bots;
    private readonly InvalidRequests _invalid;
    private readonly DiscordMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger<DiscordBots> _log;

    public DiscordBots(IOptions<DiscordOptions> options, DiscordMetrics metrics, TimeProvider time, ILogger<DiscordBots> log)
    {
        var settings = options.Value;
        (_metrics, _time, _log) = (metrics, time, log);
        _invalid = new(settings.InvalidRequestBudget);
        _bots = settings.All().ToDictionary(
            bot => bot.ApplicationId,
            bot => new DiscordBot(bot.ApplicationId, bot.BotToken, new(bot.RequestsPerSecond ?? settings.RequestsPerSecond, settings.MaxWait, time), new()));
        _first = _bots[settings.ApplicationId];
        metrics.ObserveQueue(() => _bots.Values.Sum(bot => bot.Gate.Count));
    }

    /// <param name="applicationId">Null: the first.</param>
    /// <returns>Null where no such bot is configured.</returns>
    public DiscordBot? Find(string? applicationId) => applicationId is null ? _first : _bots.GetValueOrDefault(applicationId);

    /// <summary>Until when too many refusals hold every bot of this process.</summary>
    public DateTimeOffset? HeldUntil() => _invalid.HeldUntil(_time.GetUtcNow());

    /// <summary>Notes what an answer says that concerns more than the bot that asked.</summary>
    public void Note(RateHeaders told)
    {
        if (told.IsInvalid)
        {
            _metrics.Invalid(told.Status);
            if (_invalid.Add(_time.GetUtcNow()))
            {
                BudgetIsUsedUp(_log, InvalidRequests.Window.TotalMinutes);
            }
        }

        if (told.Scope == LimitScope.Address)
        {
            AddressIsBanned(_log, told.RetryAfter.TotalSeconds);
            foreach (var bot in _bots.Values)
            {
                bot.Gate.Pause(told.RetryAfter);
            }
        }
    }

    public void Dispose()
    {
        foreach (var bot in _bots.Values)
        {
            bot.Gate.Dispose();
        }
    }

    [LoggerMessage(3010, LogLevel.Error,
        "Discord has refused so many requests (401, 403, 429) that this process sends none until those of the last {Minutes} minutes have passed: see which refusals discord.requests counts")]
    private static partial void BudgetIsUsedUp(ILogger logger, double minutes);

    [LoggerMessage(3011, LogLevel.Error, "Discord's network refuses this address; nothing is sent for {Seconds} seconds")]
    private static partial void AddressIsBanned(ILogger logger, double seconds);
}
