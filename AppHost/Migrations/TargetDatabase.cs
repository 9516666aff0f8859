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
        var target = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        var began = Stopwatch.GetTimestamp();
        var told = false;
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(target.ConnectionString);
                await connection.OpenAsync(ct);
                return;
            }
            catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.InvalidCatalogName)
            {
                await CreateAsync(target, ct);
            }
            catch (NpgsqlException away) when (IsAway(away) && Stopwatch.GetElapsedTime(began) < Patience)
            {
                if (!told)
                {
                    Console.WriteLine($"waiting for PostgreSQL at {target.Host}:{target.Port}");
                    told = true;
                }

                await Task.Delay(LookEvery, ct);
            }
        }
    }

    private static async Task CreateAsync(NpgsqlConnectionStringBuilder target, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(target.ConnectionString) { Database = "postgres" }.ConnectionString);
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand($"CREATE DATABASE {new NpgsqlCommandBuilder().QuoteIdentifier(target.Database!)}", connection);
        try
        {
            await command.ExecuteNonQueryAsync(ct);
        }
        catch (PostgresException already) when (already.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another migrator was first.
        }
    }

    private static bool IsAway(NpgsqlException failure) =>
        failure is not PostgresException || failure.SqlState == PostgresErrorCodes.CannotConnectNow;
}
