using MassTransit;
using Npgsql;
using Platform.Contracts.Delivery;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Messaging;

namespace Platform.Benchmarks.Messaging;

/// <summary>A MassTransit consumer as its documentation shows one: its own transaction, no inbox.</summary>
internal sealed class BareConsumer(NpgsqlDataSource dataSource, Progress progress) : IConsumer<TopSetLogged>
{
    public async Task Consume(ConsumeContext<TopSetLogged> context)
    {
        progress.Enter();
        await using var connection = await dataSource.OpenConnectionAsync(context.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(context.CancellationToken);
        await Load.WorkAsync(context.Message, connection, transaction, context.CancellationToken);
        await transaction.CommitAsync(context.CancellationToken);
        progress.Done();
    }
}

/// <summary>The same work as the platform's services do it: inbox row and work in one transaction.</summary>
internal sealed class InboxHandler(Progress progress) : IMessageHandler<TopSetLogged>
{
    public async Task HandleAsync(TopSetLogged message, Work work, CancellationToken ct)
    {
        progress.Enter();
        await Load.WorkAsync(message, work.Connection, work.Transaction, ct);
        progress.Done();
    }
}

/// <summary>The same, publishing one message through the outbox.</summary>
internal sealed class PublishingHandler(Progress progress) : IMessageHandler<TopSetLogged>
{
    public async Task HandleAsync(TopSetLogged message, Work work, CancellationToken ct)
    {
        progress.Enter();
        await Load.WorkAsync(message, work.Connection, work.Transaction, ct);
        work.Publish(new LogMissed(
            message.UserId, message.LocalDate, message.ExerciseId, message.ExerciseName, message.BlockId, message.DayIndex, message.LoggedAt));
        progress.Done();
    }
}

/// <summary>The same work for many messages in one transaction.</summary>
internal sealed class BatchHandler(Progress progress) : IBatchHandler<TopSetLogged>
{
    public async Task HandleAsync(IReadOnlyList<TopSetLogged> messages, Work work, CancellationToken ct)
    {
        progress.Enter();
        await Load.WorkAsync(messages, work.Connection, work.Transaction, ct);
        progress.Done(messages.Count);
    }
}
