using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Scheduler.Data;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;
using RabbitMQ.Client.Exceptions;

namespace Platform.Scheduler.Features.Queues;

/// <param name="Limit">The most messages to move, 1 to 1,000; may be left out: 1,000.</param>
internal sealed record RequeueRequest(int? Limit);

/// <param name="Moved">Messages that lie in <paramref name="Origin"/> again.</param>
/// <param name="Left">Messages that lie in the error queue still, or again.</param>
internal sealed record RequeueAnswer(string Queue, string Origin, int Moved, int Left);

/// <summary>
/// Puts the messages of an error queue back into the queue they came from, under their own ids: what was handled before
/// is stopped by the inbox, so doing it twice does nothing twice.
/// </summary>
internal sealed partial class Requeue(Broker broker, Database database, SchedulerClock clock, ILogger<Requeue> log)
{
    private const int Most = 1000;

    // Less than the gateway waits for an answer.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    public static async Task<Results<Ok<RequeueAnswer>, ProblemHttpResult>> HandleAsync(
        string name, RequeueRequest? request, HttpContext http, Requeue requeue, CancellationToken ct)
    {
        var faults = new Faults();
        var origin = ErrorQueue.Origin(name);
        if (origin is null)
        {
            faults.Add(nameof(name), ErrorQueue.Expected);
        }

        var limit = request?.Limit ?? Most;
        if (limit is < 1 or > Most)
        {
            faults.Add("limit", $"limit: a whole number from 1 to {Most}, or nothing; ask again for more.");
        }

        return faults.None ? await requeue.RunAsync(name, origin!, limit, http.User.UserId(), ct) : Problems.Invalid(faults.Found);
    }

    private async Task<Results<Ok<RequeueAnswer>, ProblemHttpResult>> RunAsync(string queue, string origin, int limit, Guid by, CancellationToken ct)
    {
        await using var session = await broker.OpenAsync(ct);
        if (await session.DepthAsync(queue, ct) is not { } before)
        {
            return Problems.NotFound("queue");
        }

        if (await session.DepthAsync(origin, ct) is null)
        {
            return Gone(origin, moved: 0);
        }

        // Begun before anything is moved: what could not be written down is not done.
        await using var work = await database.BeginAsync(ct);
        var now = await clock.NowAsync(work, ct);
        // No more than there were: what is refused again meanwhile does not go round in circles.
        var (moved, failure) = await MoveAsync(session, queue, origin, Math.Min(limit, before.Ready), ct);
        if (moved > 0)
        {
            Moved(log, moved, queue, origin);
            await Audit.WriteAsync(work, by, "queue_requeued", queue, new { before.Ready }, new { moved, origin }, now, CancellationToken.None);
            await work.CommitAsync(CancellationToken.None);
        }

        return failure switch
        {
            null => TypedResults.Ok(new RequeueAnswer(queue, origin, moved, (await session.DepthAsync(queue, ct))?.Ready ?? 0)),
            PublishException { IsReturn: true } => Gone(origin, moved),
            _ => Problems.Create(
                StatusCodes.Status503ServiceUnavailable, "broker-unreachable", "The broker does not answer",
                $"{moved} messages were moved, then the broker failed; the others lie where they lay. Ask again shortly.", new() { ["moved"] = moved }),
        };
    }

    /// <returns>How many were moved, and what stopped it; null: nothing, or the time was up.</returns>
    private static async Task<(int Moved, Exception? Failure)> MoveAsync(BrokerSession session, string queue, string origin, int most, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Longest);
        var moved = 0;
        try
        {
            while (moved < most)
            {
                await using var taken = await TakenMessages.FromAsync(session, queue, most - moved, limit.Token);
                if (taken.Messages.Count == 0)
                {
                    break;
                }

                var (count, failure) = await taken.MoveAsync(origin, limit.Token);
                moved += count;
                if (failure is not null)
                {
                    return (moved, limit.IsCancellationRequested ? null : failure);
                }
            }

            return (moved, null);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            // What was taken and not moved is put back as the channel closes.
            return (moved, null);
        }
        catch (Exception failure) when (BrokerProblems.Describe(failure) is not null)
        {
            return (moved, failure);
        }
    }

    private static ProblemHttpResult Gone(string origin, int moved) => Problems.Create(
        StatusCodes.Status409Conflict, "origin-gone", "Not possible in this state",
        $"The queue {origin} does not exist: start the service that handles it, and ask again. The messages lie where they lay.", new() { ["moved"] = moved });

    [LoggerMessage(2601, LogLevel.Information, "{Moved} messages of {Queue} were put back into {Origin}")]
    private static partial void Moved(ILogger logger, int moved, string queue, string origin);
}
