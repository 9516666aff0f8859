using Platform.ServiceDefaults.Data;

namespace Platform.ServiceDefaults.Messaging;

/// <summary>
/// Handles one kind of message. <c>work</c> is the transaction that is committed, with the inbox row, when the handler
/// returns. What a handler does through <c>work</c>, publishing included, happens once for a message, even where it is
/// called again; so it does nothing in any other way.
/// </summary>
public interface IMessageHandler<in T> where T : class
{
    Task HandleAsync(T message, Work work, CancellationToken ct);
}

/// <summary>
/// The same for many messages in one transaction. When a batch fails, each of its messages is handled again in a
/// transaction of its own, so one that cannot be handled stops no other.
/// </summary>
public interface IBatchHandler<in T> where T : class
{
    Task HandleAsync(IReadOnlyList<T> messages, Work work, CancellationToken ct);
}
