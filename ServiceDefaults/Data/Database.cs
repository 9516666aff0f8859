using Npgsql;
using Platform.ServiceDefaults.Messaging;

namespace Platform.ServiceDefaults.Data;

/// <summary>
/// Where every transaction of a service begins. A session starts in the background role
/// (<see cref="Roles.Service"/>); a person's request steps down to <see cref="Roles.Person"/>, where row-level
/// security shows only the rows of that person.
/// </summary>
public sealed class Database(NpgsqlDataSource dataSource, OutboxSignal outbox)
{
    static Database() => DapperTypes.Register();

    /// <summary>Begins background work: sees every row.</summary>
    public Task<Work> BeginAsync(CancellationToken ct) => Open(null, ct);

    /// <summary>Begins a person's work: sees and writes only rows whose policy names <paramref name="userId"/>.</summary>
    public Task<Work> BeginForAsync(Guid userId, CancellationToken ct) =>
        Open(new NpgsqlBatch { BatchCommands = { StepDownTo(userId) } }, ct);

    /// <summary>
    /// Reads as a person, in one round trip, what a single query answers: for the requests that come most often.
    /// </summary>
    /// <remarks>
    /// What is sent up to one Sync is one transaction to PostgreSQL, without a BEGIN and a COMMIT, which would be two more
    /// statements: role, person and READ ONLY end with it.
    /// </remarks>
    /// <param name="query">With its parameters by position.</param>
    /// <param name="read">Reads the query's rows; the reader stands before the first.</param>
    public async Task<T> ReadForAsync<T>(Guid userId, NpgsqlBatchCommand query, Func<NpgsqlDataReader, T> read, CancellationToken ct)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { StepDownTo(userId, readOnly: true), query } };
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        var result = read(reader);
        while (await reader.NextResultAsync(ct))
        {
            // An error behind the rows is thrown here.
        }

        return result;
    }

    // Role and person until the end of the transaction, in one statement.
    private static NpgsqlBatchCommand StepDownTo(Guid userId, bool readOnly = false) => new(readOnly ? $"{StepDown}, set_config('transaction_read_only', 'on', true)" : StepDown)
    {
        Parameters = { new() { Value = userId.ToString() } },
    };

    private const string StepDown = $"SELECT set_config('role', '{Roles.Person}', true), set_config('app.user_id', $1, true)";

    /// <summary>
    /// Begins background work for a received message. Its inbox row is written with the commit, which fails where this
    /// consumer has committed the message before; a second delivery under way at the same time waits there for the first.
    /// </summary>
    internal async Task<Work> BeginForMessageAsync(InboxRow received, CancellationToken ct)
    {
        var work = await Open(null, ct);
        work.Received = received;
        return work;
    }

    internal async Task<bool> HasReceivedAsync(InboxRow row, CancellationToken ct)
    {
        await using var command = dataSource.CreateCommand("SELECT EXISTS (SELECT FROM inbox WHERE message_id = $1 AND consumer = $2)");
        command.Parameters.Add(new() { Value = row.MessageId });
        command.Parameters.Add(new() { Value = row.Consumer });
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    private async Task<Work> Open(NpgsqlBatch? first, CancellationToken ct)
    {
        var connection = await dataSource.OpenConnectionAsync(ct);
        try
        {
            var transaction = await connection.BeginTransactionAsync(ct);
            if (first is not null)
            {
                await using (first)
                {
                    first.Connection = connection;
                    first.Transaction = transaction;
                    await first.ExecuteNonQueryAsync(ct);
                }
            }

            return new Work(connection, transaction, outbox);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}

/// <summary>Settings under <c>Database</c>.</summary>
internal sealed class DatabaseOptions
{
    public const string Section = "Database";

    /// <summary>
    /// Connections of this process. Four a core by default: more gained nothing on two cores and multiplied the slowest
    /// answers.
    /// </summary>
    public int MaxPoolSize { get; set; } = 4 * Environment.ProcessorCount;
}

/// <summary>The two roles every database of the platform knows; the migrator creates them.</summary>
public static class Roles
{
    public const string Person = "platform_person";
    public const string Service = "platform_service";
}
