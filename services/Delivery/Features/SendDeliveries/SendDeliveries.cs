using Platform.Delivery.Channels.WebPush;
using Platform.Delivery.Data;
using Platform.Delivery.Domain;
using Platform.Delivery.Demands;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Messaging;

namespace Platform.Delivery.Features.SendDeliveries;

/// <summary>
/// Takes deliveries up and brings each to its end: one that waits for its channel holds up no other. What many of them have
/// to write at the same moment is written in one transaction.
/// </summary>
internal sealed partial class SendDeliveries
{
    private readonly Database _database;
    private readonly EngineSet _engines;
    private readonly Descriptions _descriptions;
    private readonly PostToDiscord _discord;
    private readonly PushToBrowsers _browsers;
    private readonly SenderOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<SendDeliveries> _log;
    private readonly GroupCommit<Claimed> _aims;
    private readonly GroupCommit<(Claimed Delivery, Outcome Outcome)> _outcomes;

    public SendDeliveries(
        Database database, EngineSet engines, Descriptions descriptions, PostToDiscord discord, PushToBrowsers browsers, Record record, SenderOptions options, TimeProvider time, ILogger<SendDeliveries> log)
    {
        (_database, _engines, _descriptions, _discord, _browsers, _options, _time, _log) = (database, engines, descriptions, discord, browsers, options, time, log);
        _aims = new(deliveries => Aim.KeepAsync(deliveries, time.GetUtcNow(), database, CancellationToken.None));
        _outcomes = new(outcomes => record.RunOnceAsync(outcomes, CancellationToken.None));
    }

    /// <summary>One batch, from its claim to its end.</summary>
    /// <returns>How many deliveries were claimed.</returns>
    public async Task<int> RunOnceAsync(CancellationToken ct)
    {
        var taken = await TakeAsync(_options.BatchSize, ct);
        await Task.WhenAll(taken);
        return taken.Count;
    }

    /// <summary>Claims what is due and sets out to deliver it.</summary>
    /// <returns>The end of each delivery, whose outcome is recorded by then.</returns>
    public async Task<IReadOnlyList<Task<Outcome>>> TakeAsync(int most, CancellationToken ct)
    {
        await ReleaseWaitingAsync(ct);
        var now = _time.GetUtcNow();
        var claimed = await Claim.TakeAsync(most, now, _options, _database, ct);
        if (claimed.Count == 0)
        {
            return [];
        }

        var nowhere = claimed.Select(d => (d.Id, Outcome: Aim.Choose(d, now))).Where(c => c.Outcome is not null).ToDictionary(c => c.Id, c => c.Outcome!);
        var aimed = claimed.FindAll(d => !nowhere.ContainsKey(d.Id));
        await Aim.KeepAsync(aimed.FindAll(d => !d.MayBeThere && d.IsAimed), now, _database, ct);
        var posts = await _descriptions.OfAsync(aimed.ConvertAll(d => (d.Engine, new Shown(
            d.Id, d.UserId, d.LocalDate, d.Kind, d.Part, d.Parts, d.Content, d.Reader, d.DayIsClosed,
            IsQuiet: d.Kind == DeliveryKind.Close && d.QuietEnd(now) is not null))), ct);
        var browsers = await ReadBrowsersAsync(aimed.FindAll(d => d.Channel == Channel.WebPush), now, ct);
        return claimed.ConvertAll(d => EndAsync(d, nowhere.GetValueOrDefault(d.Id), posts.GetValueOrDefault(d.Id), [.. browsers[d.UserId]], ct));
    }

    private async Task ReleaseWaitingAsync(CancellationToken ct)
    {
        await using var work = await _database.BeginAsync(ct);
        foreach (var engine in _engines.All)
        {
            await engine.ReleaseWaitingAsync(work, _time.GetUtcNow(), ct);
        }

        await work.CommitAsync(ct);
    }

    private async Task<ILookup<Guid, PushSubscription>> ReadBrowsersAsync(List<Claimed> deliveries, DateTimeOffset now, CancellationToken ct)
    {
        if (deliveries.Count == 0)
        {
            return Array.Empty<PushSubscription>().ToLookup(s => s.UserId);
        }

        await using var work = await _database.BeginAsync(ct);
        return await PushSubscriptions.ReadAsync([.. deliveries.Select(d => d.UserId)], now, work, ct);
    }

    private async Task<Outcome> EndAsync(Claimed delivery, Outcome? nowhere, Post? post, IReadOnlyList<PushSubscription> browsers, CancellationToken ct)
    {
        var outcome = nowhere ?? await SendAsync(delivery, post, browsers, ct);
        await _outcomes.AddAsync((delivery, outcome));
        return outcome;
    }

    private async Task<Outcome> SendAsync(Claimed delivery, Post? post, IReadOnlyList<PushSubscription> browsers, CancellationToken ct)
    {
        if (post is null)
        {
            return new Outcome.Rejected("its content cannot be read", delivery.MayBeThere);
        }

        try
        {
            return delivery.Channel == Channel.WebPush
                ? await _browsers.RunAsync(delivery, post, browsers, ct)
                : await _discord.RunAsync(delivery, post, _aims.AddAsync, ct);
        }
        catch (Exception failure) when (failure is not OperationCanceledException && !Transient.Is(failure))
        {
            Unexpected(_log, delivery.Id, failure);
            return new Outcome.Failed("an unexpected failure", MayBeThere: true);
        }
    }

    [LoggerMessage(3001, LogLevel.Error, "Delivery {Id} ended in an unexpected failure")]
    private static partial void Unexpected(ILogger logger, Guid id, Exception failure);
}
