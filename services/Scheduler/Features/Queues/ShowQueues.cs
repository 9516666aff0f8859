using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults.Http;

namespace Platform.Scheduler.Features.Queues;

/// <param name="Ready">Messages that wait.</param>
/// <param name="Unacknowledged">Messages that are being handled, as of the broker's last count; null where it does not tell.</param>
/// <param name="Consumers">Who takes from it: replicas of the service that are connected.</param>
/// <param name="IsError">Holds what a handler refused.</param>
/// <param name="Origin">Of an error queue: where its messages came from, and go when they are requeued.</param>
internal sealed record QueueView(string Name, int Ready, int? Unacknowledged, int Consumers, bool IsError, string? Origin)
{
    public static QueueView Of(string name, QueueDepth depth, int? unacknowledged)
    {
        var origin = ErrorQueue.Origin(name);
        return new(name, depth.Ready, unacknowledged, depth.Consumers, origin is not null, origin);
    }
}

internal sealed record QueueList(IReadOnlyList<QueueView> Queues);

internal static class ShowQueues
{
    /// <param name="errors"><c>true</c>: only error queues that hold something.</param>
    public static async Task<Results<Ok<QueueList>, ProblemHttpResult>> HandleAsync(
        Broker broker, ManagementApi management, CancellationToken ct, string? errors = null)
    {
        var query = new ListQuery();
        var onlyErrors = query.OneOf(nameof(errors), errors, ["true", "false"]) == "true";
        if (!query.Faults.None)
        {
            return Problems.Invalid(query.Faults.Found);
        }

        if (!management.IsThere)
        {
            return Problems.Conflict(
                "management-not-set",
                "Which queues there are is known to RabbitMQ's management API alone: set Broker:Management to its address. A queue can be asked for by its name.");
        }

        var listed = await management.QueuesAsync(ct);
        await using var session = await broker.OpenAsync(ct);
        List<QueueView> queues = [];
        foreach (var queue in listed.Where(queue => !onlyErrors || ErrorQueue.Origin(queue.Name) is not null).OrderBy(queue => queue.Name, StringComparer.Ordinal))
        {
            // The management API counts every few seconds; who has just put messages back wants to know now.
            var counted = queue.Exclusive ? new(queue.Ready ?? 0, queue.Consumers ?? 0) : await session.DepthAsync(queue.Name, ct);
            if (counted is { } depth && (!onlyErrors || depth.Ready > 0))
            {
                queues.Add(QueueView.Of(queue.Name, depth, queue.Unacknowledged));
            }
        }

        return TypedResults.Ok(new QueueList(queues));
    }

    /// <summary>By AMQP alone.</summary>
    public static async Task<Results<Ok<QueueView>, ProblemHttpResult>> ByNameAsync(string name, Broker broker, CancellationToken ct)
    {
        await using var session = await broker.OpenAsync(ct);
        return await session.DepthAsync(name, ct) is { } depth
            ? TypedResults.Ok(QueueView.Of(name, depth, unacknowledged: null))
            : Problems.NotFound("queue");
    }
}
