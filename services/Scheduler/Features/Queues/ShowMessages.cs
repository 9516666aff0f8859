using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Scheduler.Data;
using Platform.ServiceDefaults.Http;
using RabbitMQ.Client;

namespace Platform.Scheduler.Features.Queues;

/// <summary>What is told of a message: never its body, which is someone's health.</summary>
/// <param name="Type">The contract.</param>
/// <param name="Exception">The type of what the handler threw.</param>
/// <param name="Fault">What the handler said.</param>
/// <param name="FailedAt">When it was refused for good.</param>
internal sealed record MessageView(string? MessageId, string? Type, string? Exception, string? Fault, DateTimeOffset? FailedAt)
{
    private const int Longest = 500;

    public static MessageView Of(IReadOnlyBasicProperties properties) => new(
        properties.MessageId,
        Header(properties, "MT-Fault-MessageType"),
        Header(properties, "MT-Fault-ExceptionType"),
        Header(properties, "MT-Fault-Message"),
        DateTimeOffset.TryParse(Header(properties, "MT-Fault-Timestamp"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null);

    private static string? Header(IReadOnlyBasicProperties properties, string name) =>
        properties.Headers?.TryGetValue(name, out var value) != true ? null : value switch
        {
            byte[] bytes => Text.Cut(Encoding.UTF8.GetString(bytes), Longest),
            AmqpTimestamp timestamp => DateTimeOffset.FromUnixTimeSeconds(timestamp.UnixTime).ToString("O", CultureInfo.InvariantCulture),
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            _ => null,
        };
}

/// <param name="Ready">Messages in the queue; as many as were asked for are told of, from its head.</param>
internal sealed record QueueContent(string Queue, int Ready, IReadOnlyList<MessageView> Items);

internal static class ShowMessages
{
    // From RabbitMQ 4 on a quorum queue drops a message that was put back twenty times: a look must not be one of them for ever.
    private const int RewriteAfter = 5;

    /// <summary>A look at the head of an error queue. The messages stay; for the moment of the look nobody else can take them.</summary>
    public static async Task<Results<Ok<QueueContent>, ProblemHttpResult>> HandleAsync(
        string name, Broker broker, CancellationToken ct, string? limit = null)
    {
        var query = new ListQuery();
        var size = query.Limit(limit);
        if (ErrorQueue.Origin(name) is null)
        {
            query.Faults.Add(nameof(name), ErrorQueue.Expected);
        }

        if (!query.Faults.None)
        {
            return Problems.Invalid(query.Faults.Found);
        }

        await using var session = await broker.OpenAsync(ct);
        if (await session.DepthAsync(name, ct) is not { } depth)
        {
            return Problems.NotFound("queue");
        }

        var messages = await LookAsync(session, name, size, ct);
        // Put back is not yet there again: who looks and requeues at once must not find the queue empty.
        for (var patience = 80; patience > 0 && (await session.DepthAsync(name, ct))?.Ready < depth.Ready; patience--)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(25), ct);
        }

        return TypedResults.Ok(new QueueContent(name, depth.Ready, messages));
    }

    private static async Task<IReadOnlyList<MessageView>> LookAsync(BrokerSession session, string queue, int most, CancellationToken ct)
    {
        List<MessageView> seen = [];
        List<TakenMessages> held = [];
        try
        {
            // None is put back before all are seen, or it would come again.
            while (seen.Count < most)
            {
                var taken = await TakenMessages.FromAsync(session, queue, most - seen.Count, ct);
                held.Add(taken);
                if (taken.Messages.Count == 0)
                {
                    break;
                }

                seen.AddRange(taken.Messages.Select(message => MessageView.Of(message.BasicProperties)));
            }

            foreach (var taken in held.Where(taken => taken.Messages.Count > 0))
            {
                await PutBackAsync(taken, queue, ct);
            }
        }
        finally
        {
            foreach (var taken in held)
            {
                await taken.DisposeAsync();
            }
        }

        return seen;
    }

    private static async Task PutBackAsync(TakenMessages taken, string queue, CancellationToken ct)
    {
        if (taken.Returns < RewriteAfter)
        {
            await taken.PutBackAsync(ct);
        }
        else if ((await taken.MoveAsync(queue, ct)).Failure is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }
}
