using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Npgsql;

namespace Platform.ServiceDefaults.Data;

/// <summary>A migration that PostgreSQL refused, or that was changed or removed after it had been applied somewhere.</summary>
public sealed class MigrationRefusedException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>
/// Applies an assembly's embedded <c>Data/Migrations/NNNN_name.sql</c> in order, each in its own transaction, under
/// an advisory lock. What has been applied is remembered with its checksum; a changed old migration is refused.
/// </summary>
public static partial class Migrator
{
    // Any constant will do, as long as every migrator of a database takes the same.
    private const long LockKey = 0x706c_6174_666f_726d;

    /// <returns>The names of the migrations applied now, oldest first.</returns>
    /// <exception cref="MigrationRefusedException">A migration fails, or the files disagree with what the database has applied.</exception>
    public static async Task<IReadOnlyList<string>> ApplyAsync(string connectionString, Assembly assembly, CancellationToken ct)
    {
        return await ApplyAsync(connectionString, Read(assembly), ct);
    }

    internal static async Task<IReadOnlyList<string>> ApplyAsync(
        string connectionString, IReadOnlyList<Migration> migrations, CancellationToken ct)
    {
        // Not pooled: closing the session is what gives the lock back, also when a migration fails.
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(ct);
        await ExecuteAsync(connection, $"SELECT pg_advisory_lock({LockKey})", ct);
        await ExecuteAsync(connection, Prologue, ct);

        var applied = await AppliedAsync(connection, ct);
        Refuse(migrations, applied);

        var now = new List<string>();
        foreach (var migration in migrations.Where(m => !applied.ContainsKey(m.Version)))
        {
            await using var transaction = await connection.BeginTransactionAsync(ct);
            try
            {
                await ExecuteAsync(connection, migration.Sql, ct);
            }
            catch (PostgresException failure)
            {
                throw new MigrationRefusedException($"Migration {migration.Name} is refused by PostgreSQL: {failure.Message}", failure);
            }

            await using var record = new NpgsqlCommand(
                "INSERT INTO schema_migrations (version, name, checksum) VALUES ($1, $2, $3)", connection, transaction)
            {
                Parameters = { new() { Value = migration.Version }, new() { Value = migration.Name }, new() { Value = migration.Checksum } },
            };
            await record.ExecuteNonQueryAsync(ct);
            await transaction.CommitAsync(ct);
            now.Add(migration.Name);
        }

        return now;
    }

    internal sealed record Migration(int Version, string Name, string Sql)
    {
        /// <summary>SHA-256 over the text, line ends normalised: a checkout on Windows is no change.</summary>
        public string Checksum => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));
    }

    internal static IReadOnlyList<Migration> Read(Assembly assembly)
    {
        var migrations = new List<Migration>();
        foreach (var resource in assembly.GetManifestResourceNames())
        {
            if (FileName().Match(resource) is { Success: true } match)
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
                migrations.Add(new(int.Parse(match.Groups["version"].ValueSpan), match.Groups["name"].Value, reader.ReadToEnd()));
            }
        }

        var twice = migrations.GroupBy(m => m.Version).FirstOrDefault(g => g.Count() > 1);
        return twice is null
            ? [.. migrations.OrderBy(m => m.Version)]
            : throw new MigrationRefusedException($"Two migrations have the number {twice.Key:D4}: {string.Join(", ", twice.Select(m => m.Name))}.");
    }

    private static void Refuse(IReadOnlyList<Migration> migrations, Dictionary<int, (string Name, string Checksum)> applied)
    {
        foreach (var (version, (name, checksum)) in applied)
        {
            var known = migrations.FirstOrDefault(m => m.Version == version)
                ?? throw new MigrationRefusedException(
                    $"The database has applied migration {name}, which this program does not know: it is older than the database.");
            if (known.Checksum != checksum)
            {
                throw new MigrationRefusedException(
                    $"Migration {name} was changed after it had been applied. Restore it, and put the change into a new migration.");
            }
        }
    }

    private static async Task<Dictionary<int, (string Name, string Checksum)>> AppliedAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("SELECT version, name, checksum FROM schema_migrations", connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var applied = new Dictionary<int, (string, string)>();
        while (await reader.ReadAsync(ct))
        {
            applied.Add(reader.GetInt32(0), (reader.GetString(1), reader.GetString(2)));
        }

        return applied;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(ct);
    }

    [GeneratedRegex(@"\.Migrations\.(?<name>(?<version>\d{4})_\w+)\.sql$")]
    private static partial Regex FileName();

    /// <summary>
    /// What every database of the platform has: the two roles, the person that row-level security asks for, the
    /// outbox and the inbox. Roles belong to the server, so another database's migrator may be creating them too.
    /// </summary>
    private const string Prologue = $"""
        DO $$
        BEGIN
            BEGIN CREATE ROLE {Roles.Person} NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END;
            BEGIN CREATE ROLE {Roles.Service} NOLOGIN BYPASSRLS; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END;
            IF NOT pg_has_role(current_user, '{Roles.Person}', 'MEMBER') OR NOT pg_has_role(current_user, '{Roles.Service}', 'MEMBER') THEN
                GRANT {Roles.Person}, {Roles.Service} TO current_user;
            END IF;
        END $$;

        GRANT USAGE ON SCHEMA public TO {Roles.Person}, {Roles.Service};
        ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {Roles.Person}, {Roles.Service};
        ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO {Roles.Person}, {Roles.Service};

        CREATE TABLE IF NOT EXISTS schema_migrations (
            version int PRIMARY KEY, name text NOT NULL, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now());
        REVOKE ALL ON schema_migrations FROM {Roles.Person}, {Roles.Service};

        CREATE OR REPLACE FUNCTION current_person() RETURNS uuid LANGUAGE sql STABLE
            AS $$ SELECT nullif(current_setting('app.user_id', true), '')::uuid $$;

        CREATE TABLE IF NOT EXISTS outbox (
            id uuid PRIMARY KEY, type text NOT NULL, body text NOT NULL, trace_parent text,
            created_at timestamptz NOT NULL DEFAULT now(), parked_reason text);
        REVOKE ALL ON outbox FROM {Roles.Person};
        GRANT INSERT ON outbox TO {Roles.Person};

        CREATE TABLE IF NOT EXISTS inbox (
            message_id uuid NOT NULL, consumer text NOT NULL, received_at timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (message_id, consumer));
        CREATE INDEX IF NOT EXISTS inbox_received_at ON inbox USING brin (received_at);
        REVOKE ALL ON inbox FROM {Roles.Person};
        """;
}
