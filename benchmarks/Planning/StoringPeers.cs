using Npgsql;

namespace Platform.Benchmarks.Planning;

/// <summary>Ways of storing the rows of a plan that were made beforehand, one transaction a plan.</summary>
internal static class StoringPeers
{
    /// <summary>One COPY for each table.</summary>
    public static Task CopyAsync(NpgsqlConnection connection, PlanRows rows) => CopyAsync(connection, rows, PlanTable.All, PlanIds.Next());

    /// <summary>One COPY of the days, and nothing else: its plan is there before.</summary>
    public static Task CopyDaysAsync(NpgsqlConnection connection, PlanRows rows, PlanIds plan) => CopyAsync(connection, rows, [PlanTable.Days], plan);

    private static async Task CopyAsync(NpgsqlConnection connection, PlanRows rows, PlanTable[] tables, PlanIds ids)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var table in tables)
        {
            if (rows.Of(table).Count == 0)
            {
                continue;
            }

            await using var copy = await connection.BeginBinaryImportAsync(table.Copy);
            foreach (var row in rows.Of(table))
            {
                await copy.StartRowAsync();
                for (var i = 0; i < row.Length; i++)
                {
                    await WriteAsync(copy, table.Columns[i], ids, row[i]);
                }
            }

            await copy.CompleteAsync();
        }

        await transaction.CommitAsync();
    }

    private static Task WriteAsync(NpgsqlBinaryImporter copy, (string Column, NpgsqlTypes.NpgsqlDbType Type, string Ids) column, PlanIds ids, object? value) =>
        ids.In(column.Ids, value) switch
        {
            null => copy.WriteNullAsync(),
            // By their own types: a value that is only known as an object is looked up each time.
            byte[] bytes => copy.WriteAsync(bytes, column.Type),
            Guid id => copy.WriteAsync(id, column.Type),
            short number => copy.WriteAsync(number, column.Type),
            string text => copy.WriteAsync(text, column.Type),
            DateOnly date => copy.WriteAsync(date, column.Type),
            var other => copy.WriteAsync(other, column.Type),
        };

    /// <summary>An INSERT for each row, prepared once a connection.</summary>
    public static async Task SinglesAsync(NpgsqlConnection connection, PlanRows rows)
    {
        var ids = PlanIds.Next();
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var table in PlanTable.All)
        {
            await using var insert = new NpgsqlCommand(table.Insert, connection, transaction);
            foreach (var column in table.Columns)
            {
                insert.Parameters.Add(new() { NpgsqlDbType = column.Type });
            }

            if (rows.Of(table).Count > 0)
            {
                // The connection knows the statement from the plan before.
                await insert.PrepareAsync();
            }

            foreach (var row in rows.Of(table))
            {
                for (var i = 0; i < row.Length; i++)
                {
                    insert.Parameters[i].Value = ids.In(table.Columns[i].Ids, row[i]) ?? DBNull.Value;
                }

                await insert.ExecuteNonQueryAsync();
            }
        }

        await transaction.CommitAsync();
    }
}
