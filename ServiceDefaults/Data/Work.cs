using Dapper;
using Npgsql;
using Platform.ServiceDefaults.Messaging;

namespace Platform.ServiceDefaults.Data;

/// <summary>
/// One transaction and the messages it publishes: both are committed, or neither. Disposing without
/// <see cref="CommitAsync"/> rolls back.
/// </summary>
public sealed class Work : IAsyncDisposable
{
    private readonly OutboxSignal _signal;
    private readonly List<OutboxRow> _published = [];

    internal Work(NpgsqlConnection connection, NpgsqlTransaction transaction, OutboxSignal signal)
    {
        Connection = connection;
        Transaction = transaction;
        _signal = signal;
    }

    public NpgsqlConnection Connection { get; }

    public NpgsqlTransaction Transaction { get; }

    /// <summary>The message that this work is the effect of.</summary>
    internal InboxRow? Received { get; set; }

    /// <summary>Publishes <paramref name="message"/> once this transaction is committed.</summary>
    public void Publish<T>(T message) where T : class => _published.Add(OutboxRow.From(message));

    public Task<int> ExecuteAsync(string sql, object? parameters = null, CancellationToken ct = default) =>
        Connection.ExecuteAsync(new CommandDefinition(sql, parameters, Transaction, cancellationToken: ct));

    public async Task<List<T>> QueryAsync<T>(string sql, object? parameters = null, CancellationToken ct = default) =>
        (await Connection.QueryAsync<T>(new CommandDefinition(sql, parameters, Transaction, cancellationToken: ct))).AsList();

    public Task<T?> SingleOrDefaultAsync<T>(string sql, object? parameters = null, CancellationToken ct = default) =>
        Connection.QuerySingleOrDefaultAsync<T>(new CommandDefinition(sql, parameters, Transaction, cancellationToken: ct));

    public Task<T?> ScalarAsync<T>(string sql, object? parameters = null, CancellationToken ct = default) =>
        Connection.ExecuteScalarAsync<T>(new CommandDefinition(sql, parameters, Transaction, cancellationToken: ct));

    // Inbox row, outbox rows and COMMIT take one round trip. A row that is refused stops the batch before its COMMIT.
    public async Task CommitAsync(CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(Connection, Transaction);
        if (Received is not null)
        {
            batch.BatchCommands.Add(Received.Insert());
        }

        if (_published.Count > 0)
        {
            batch.BatchCommands.Add(OutboxRow.Insert(_published));
        }

        if (batch.BatchCommands.Count == 0)
        {
            await Transaction.CommitAsync(ct);
            return;
        }

        batch.BatchCommands.Add(new("COMMIT"));
        await batch.ExecuteNonQueryAsync(ct);
        if (_published.Count > 0)
        {
            _signal.Set();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Transaction.DisposeAsync();
        await Connection.DisposeAsync();
    }
}
