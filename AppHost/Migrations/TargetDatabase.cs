using System.Diagnostics;
using Npgsql;

namespace Platform.Migrations;

/// <summary>The database to be migrated: waits for its server, and creates it where it is missing.</summary>
internal static class TargetDatabase
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    /// <exception cref="NpgsqlException">The server did not answer for two minutes, or refused.</exception>
    public static async Task EnsureAsync(string connectionString, CancellationToken ct)
    {
        var target = new NpgsqlConnectionStringBuilder(connectionString);
        // Asked for by way of the server's own database: asking for one that is not there yet is an error in its log.
        var server = new NpgsqlConnectionStringBuilder(connectionString) { Database = "postgres", Pooling = false };
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await OpenAsync(connection, server, ct);
        await using var find = new NpgsqlCommand("SELECT 1 FROM pg_database WHERE datname = $1", connection)
        {
            Parameters = { new() { Value = target.Database! } },
        };
        if (await find.ExecuteScalarAsync(ct) is not null)
        {
            return;
        }

        try
        {
            await using var create = new NpgsqlCommand($"CREATE DATABASE {new NpgsqlCommandBuilder().QuoteIdentifier(target.Database!)}", connection);
            await create.ExecuteNonQueryAsync(ct);
        }
        catch (PostgresException already) when (already.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another migrator was first.
        }
    }

    private static async Task OpenAsync(NpgsqlConnection connection, NpgsqlConnectionStringBuilder server, CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        var told = false;
        while (true)
        {
            try
            {
                await connection.OpenAsync(ct);
                return;
            }
            catch (NpgsqlException away) when (IsAway(away) && Stopwatch.GetElapsedTime(began) < Patience)
            {
                if (!told)
                {
                    Console.WriteLine($"waiting for PostgreSQL at {server.Host}:{server.Port}");
                    told = true;
                }

                await Task.Delay(LookEvery, ct);
            }
        }
    }

    private static bool IsAway(NpgsqlException failure) =>
        failure is not PostgresException || failure.SqlState == PostgresErrorCodes.CannotConnectNow;
}
