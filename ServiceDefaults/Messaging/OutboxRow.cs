using System.Diagnostics;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace Platform.ServiceDefaults.Messaging;

/// <summary>A message on its way out: committed with the state it tells of, relayed after.</summary>
internal sealed record OutboxRow(Guid Id, string Type, string Body, string? TraceParent)
{
    public static OutboxRow From<T>(T message) where T : class => new(
        Guid.CreateVersion7(), message.GetType().FullName!, JsonSerializer.Serialize(message, message.GetType(), JsonSerializerOptions.Web),
        Activity.Current?.Id);

    public static NpgsqlBatchCommand Insert(IReadOnlyList<OutboxRow> rows) =>
        new("INSERT INTO outbox (id, type, body, trace_parent) SELECT * FROM unnest($1, $2, $3, $4)")
        {
            Parameters =
            {
                new() { Value = rows.Select(r => r.Id).ToArray() },
                new() { Value = rows.Select(r => r.Type).ToArray() },
                new() { Value = rows.Select(r => r.Body).ToArray() },
                new() { Value = rows.Select(r => r.TraceParent).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
            },
        };
}
