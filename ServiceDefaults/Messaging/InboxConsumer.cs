using System.Diagnostics.Metrics;
using MassTransit;
using Platform.ServiceDefaults.Data;

namespace Platform.ServiceDefaults.Messaging;

/// <summary>
/// Runs a handler inside the transaction of its inbox row: the effect of a message happens once. The row is written
/// with the commit, which saves a round trip for every message; a message that comes again is looked up first where
/// the broker says so, and is otherwise stopped at the commit.
/// </summary>
internal sealed class InboxConsumer<THandler, TMessage>(Database database, THandler handler, InboxMetrics metrics) : IConsumer<TMessage>
    where THandler : class, IMessageHandler<TMessage>
    where TMessage : class
{
    private static readonly string Name = typeof(THandler).Name;

    public async Task Consume(ConsumeContext<TMessage> context)
    {
        var (row, ct) = (new InboxRow(context.RequiredId(), Name), context.CancellationToken);
        if (context.ReceiveContext.Redelivered && await database.HasReceivedAsync(row, ct))
        {
            metrics.Duplicate(Name);
            return;
        }

        try
        {
            await HandleAsync(context.Message, row, ct);
        }
        catch (Exception) when (!ct.IsCancellationRequested)
        {
            // Refused at the commit, or tripped over what its first delivery has written.
            if (!await database.HasReceivedAsync(row, ct))
            {
                throw;
            }

            metrics.Duplicate(Name);
        }
    }

    private async Task HandleAsync(TMessage message, InboxRow row, CancellationToken ct)
    {
        await using var work = await database.BeginForMessageAsync(row, ct);
        await handler.HandleAsync(message, work, ct);
        await work.CommitAsync(ct);
    }
}

/// <summary>The same for a batch: one transaction, one statement for all inbox rows.</summary>
internal sealed class BatchInboxConsumer<THandler, TMessage>(Database database, THandler handler, InboxMetrics metrics) : IConsumer<Batch<TMessage>>
    where THandler : class, IBatchHandler<TMessage>
    where TMessage : class
{
    private static readonly string Name = typeof(THandler).Name;

    public async Task Consume(ConsumeContext<Batch<TMessage>> context)
    {
        var messages = new Dictionary<Guid, TMessage>();
        foreach (var item in context.Message)
        {
            messages[item.RequiredId()] = item.Message;
        }

        try
        {
            await HandleAsync(messages, context.CancellationToken);
        }
        catch (Exception failure) when (messages.Count > 1 && !Transient.Is(failure) && !context.CancellationToken.IsCancellationRequested)
        {
            await OneByOneAsync(messages, context.CancellationToken);
        }
    }

    // What fails alone still fails the batch, which then is retried and ends in the error queue as a whole; the
    // messages that went through are known to the inbox and do nothing when they come again.
    private async Task OneByOneAsync(Dictionary<Guid, TMessage> messages, CancellationToken ct)
    {
        List<Exception> failures = [];
        foreach (var message in messages)
        {
            try
            {
                await HandleAsync(new() { [message.Key] = message.Value }, ct);
            }
            catch (Exception failure) when (!Transient.Is(failure))
            {
                failures.Add(failure);
            }
        }

        if (failures.Count > 0)
        {
            throw new AggregateException($"{failures.Count} of {messages.Count} messages could not be handled", failures);
        }
    }

    private async Task HandleAsync(Dictionary<Guid, TMessage> messages, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var fresh = await work.QueryAsync<Guid>(
            """
            INSERT INTO inbox (message_id, consumer) SELECT id, @Name FROM unnest(@Ids) AS id ORDER BY id
            ON CONFLICT DO NOTHING RETURNING message_id
            """,
            new { Name, Ids = messages.Keys.ToArray() }, ct);
        metrics.Duplicate(Name, messages.Count - fresh.Count);
        if (fresh.Count == 0)
        {
            return;
        }

        await handler.HandleAsync(fresh.ConvertAll(id => messages[id]), work, ct);
        await work.CommitAsync(ct);
    }
}

internal sealed class InboxMetrics(IMeterFactory meters)
{
    private readonly Counter<long> _duplicates = meters.Create("Platform.Messaging").CreateCounter<long>("inbox.duplicates");

    public void Duplicate(string consumer, int count = 1)
    {
        if (count > 0)
        {
            _duplicates.Add(count, new KeyValuePair<string, object?>("consumer", consumer));
        }
    }
}

internal static class ConsumeContextExtensions
{
    public static Guid RequiredId(this ConsumeContext context) => context.MessageId
        ?? throw new InvalidOperationException("The message has no MessageId; the inbox cannot tell it from another.");
}
