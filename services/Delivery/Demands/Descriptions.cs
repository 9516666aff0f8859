using Platform.Delivery.Domain;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Messaging;

namespace Platform.Delivery.Demands;

/// <summary>How many deliveries of several engines read now.</summary>
internal sealed partial class Descriptions(Database database, EngineSet engines, ILogger<Descriptions> log)
{
    /// <returns>By delivery id. One that cannot be read is missing: it stops no other.</returns>
    public async Task<IReadOnlyDictionary<Guid, Post>> OfAsync(IReadOnlyList<(string Engine, Shown Shown)> deliveries, CancellationToken ct)
    {
        Dictionary<Guid, Post> posts = [];
        foreach (var batch in deliveries.GroupBy(d => d.Engine, d => d.Shown))
        {
            List<Shown> shown = [.. batch];
            if (!await TryAddAsync(batch.Key, shown, posts, ct))
            {
                foreach (var one in shown)
                {
                    await TryAddAsync(batch.Key, [one], posts, ct);
                }
            }
        }

        return posts;
    }

    private async Task<bool> TryAddAsync(string engine, IReadOnlyList<Shown> shown, Dictionary<Guid, Post> posts, CancellationToken ct)
    {
        try
        {
            await using var work = await database.BeginAsync(ct);
            foreach (var (id, post) in await engines[engine].DescribeAsync(shown, work, ct))
            {
                posts[id] = post;
            }

            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException && !Transient.Is(failure))
        {
            if (shown.Count == 1)
            {
                Unreadable(log, shown[0].DeliveryId, failure);
            }

            return false;
        }
    }

    [LoggerMessage(3007, LogLevel.Error, "Delivery {Id} cannot be read")]
    private static partial void Unreadable(ILogger logger, Guid id, Exception failure);
}
