using Npgsql;

namespace Platform.Benchmarks.Scheduler;

/// <summary>Statements of the measurement itself, each in a transaction of its own.</summary>
internal static class Sql
{
    public static async Task ExecuteAsync(this NpgsqlDataSource database, string sql, params object[] values)
    {
        await using var command = database.Command(sql, values);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>One at a time, for what must not be in a transaction with others.</summary>
    public static async Task EachAsync(this NpgsqlDataSource database, params string[] statements)
    {
        foreach (var statement in statements)
        {
            await database.ExecuteAsync(statement);
        }
    }

    public static async Task<T> ScalarAsync<T>(this NpgsqlDataSource database, string sql, params object[] values)
    {
        await using var command = database.Command(sql, values);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return reader.GetFieldValue<T>(0);
    }

    private static NpgsqlCommand Command(this NpgsqlDataSource database, string sql, object[] values)
    {
        var command = database.CreateCommand(sql);
        command.CommandTimeout = 0;
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        return command;
    }
}
