using System.Collections.Concurrent;
using Platform.Delivery.Channels.Discord;
using Platform.Delivery.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Delivery.Features.SendDeliveries;

/// <summary>One round: claim, open channels, post, record.</summary>
internal sealed partial class SendDeliveries(
    Database database, DiscordClient discord, SenderOptions options, TimeProvider time, DeliveryMetrics metrics, ILogger<SendDeliveries> log)
{
    /// <returns>How many deliveries were claimed.</returns>
    public async Task<int> RunOnceAsync(CancellationToken ct)
    {
        await ReleaseWaiting.RunOnceAsync(database, time.GetUtcNow(), ct);
        var claim = Guid.CreateVersion7();
        var claimed = await Claim.TakeAsync(claim, time.GetUtcNow(), options, database, ct);
        if (claimed.Count == 0)
        {
            return 0;
        }

        var outcomes = await new OpenChannels(database, discord, options).RunOnceAsync(claimed, claim, time.GetUtcNow(), ct);
        var toPost = claimed.FindAll(d => !outcomes.ContainsKey(d.Id));
        if (toPost.Count > 0)
        {
            foreach (var (id, outcome) in await PostAsync(toPost, ct))
            {
                outcomes.Add(id, outcome);
            }
        }

        await Record.RunOnceAsync(outcomes, claim, time.GetUtcNow(), database, ct);
        metrics.Count(outcomes.Values);
        return claimed.Count;
    }

    // One channel takes its messages one after the other, so that each sees what Discord said of the last.
    private async Task<ConcurrentDictionary<Guid, Outcome>> PostAsync(List<Claimed> deliveries, CancellationToken ct)
    {
        var lastTopSets = await LastTopSets.ReadAsync(deliveries, database, ct);
        var post = new PostMessage(discord, options, time);
        var outcomes = new ConcurrentDictionary<Guid, Outcome>();
        await Parallel.ForEachAsync(
            deliveries.GroupBy(d => d.ChannelId),
            new ParallelOptions { MaxDegreeOfParallelism = options.Parallelism, CancellationToken = ct },
            async (channel, stop) =>
            {
                foreach (var delivery in channel)
                {
                    outcomes[delivery.Id] = await PostAsync(post, delivery, lastTopSets, stop);
                }
            });
        return outcomes;
    }

    private async Task<Outcome> PostAsync(PostMessage post, Claimed delivery, LastTopSets lastTopSets, CancellationToken ct)
    {
        try
        {
            return await post.RunAsync(delivery, lastTopSets, ct);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // One delivery that cannot be handled stops no other.
            Unexpected(log, delivery.Id, failure);
            return new Outcome.Failed("an unexpected failure", MayBeThere: true);
        }
    }

    [LoggerMessage(3001, LogLevel.Error, "Delivery {Id} ended in an unexpected failure")]
    private static partial void Unexpected(ILogger logger, Guid id, Exception failure);
}
