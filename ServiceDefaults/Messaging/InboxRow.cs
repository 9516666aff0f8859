using Npgsql;

namespace Platform.ServiceDefaults.Messaging;

/// <summary>That a consumer has done what a message asks for: committed with what it did.</summary>
internal sealed record InboxRow(Guid MessageId, string Consumer)
{
    public NpgsqlBatchCommand Insert() => new("INSERT INTO inbox (message_id, consumer) VALUES ($1, $2)")
    {
        Parameters = { new() { Value = MessageId }, new() { Value = Consumer } },
    };
}
