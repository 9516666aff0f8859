using Npgsql;
using NpgsqlTypes;
using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.Benchmarks.Planning;

/// <summary>A table that a stored plan has rows in.</summary>
/// <param name="Ids">Columns by whose values rows of another plan differ: <c>plan</c>, <c>user</c>, <c>race</c>, <c>own</c>; empty where the value stays.</param>
internal sealed record PlanTable(string Name, (string Column, NpgsqlDbType Type, string Ids)[] Columns)
{
    private const string None = "";

    public string ColumnList => string.Join(", ", Columns.Select(c => c.Column));

    public string Copy => $"COPY {Name} ({ColumnList}) FROM STDIN (FORMAT BINARY)";

    public string Insert => $"INSERT INTO {Name} ({ColumnList}) VALUES ({string.Join(", ", Columns.Select((_, i) => $"${i + 1}"))})";

    public static readonly PlanTable Days = new("training_days_planned",
    [
        ("plan_id", NpgsqlDbType.Uuid, "plan"), ("user_id", NpgsqlDbType.Uuid, "user"), ("date", NpgsqlDbType.Date, None), ("week_index", NpgsqlDbType.Smallint, None),
        ("day_index", NpgsqlDbType.Smallint, None), ("phase", NpgsqlDbType.Text, None), ("planned_data", NpgsqlDbType.Jsonb, None),
    ]);

    /// <summary>In an order in which foreign keys hold.</summary>
    public static readonly PlanTable[] All =
    [
        new("races",
        [
            ("id", NpgsqlDbType.Uuid, "race"), ("user_id", NpgsqlDbType.Uuid, "user"), ("version", NpgsqlDbType.Bigint, None), ("format", NpgsqlDbType.Text, None),
            ("name", NpgsqlDbType.Text, None), ("date", NpgsqlDbType.Date, None), ("distance_m", NpgsqlDbType.Integer, None), ("goal_seconds", NpgsqlDbType.Integer, None),
            ("division", NpgsqlDbType.Text, None), ("location", NpgsqlDbType.Text, None), ("created_at", NpgsqlDbType.TimestampTz, None),
            ("changed_at", NpgsqlDbType.TimestampTz, None),
        ]),
        new("training_plans",
        [
            ("id", NpgsqlDbType.Uuid, "plan"), ("user_id", NpgsqlDbType.Uuid, "user"), ("version", NpgsqlDbType.Bigint, None), ("name", NpgsqlDbType.Text, None),
            ("status", NpgsqlDbType.Text, None), ("first_date", NpgsqlDbType.Date, None), ("start_date", NpgsqlDbType.Date, None), ("weeks", NpgsqlDbType.Integer, None),
            ("target", NpgsqlDbType.Jsonb, None), ("seed", NpgsqlDbType.Integer, None), ("source", NpgsqlDbType.Text, None), ("provenance", NpgsqlDbType.Jsonb, None),
            ("warnings", NpgsqlDbType.Array | NpgsqlDbType.Text, None), ("outline", NpgsqlDbType.Jsonb, None), ("created_at", NpgsqlDbType.TimestampTz, None),
            ("changed_at", NpgsqlDbType.TimestampTz, None),
        ]),
        new("race_training_plans", [("plan_id", NpgsqlDbType.Uuid, "plan"), ("race_id", NpgsqlDbType.Uuid, "race"), ("user_id", NpgsqlDbType.Uuid, "user")]),
        new("athlete_training_plans", [("user_id", NpgsqlDbType.Uuid, "user"), ("plan_id", NpgsqlDbType.Uuid, "plan"), ("assigned_at", NpgsqlDbType.TimestampTz, None)]),
        Days,
        new("outbox", [("id", NpgsqlDbType.Uuid, "own"), ("type", NpgsqlDbType.Text, None), ("body", NpgsqlDbType.Text, None)]),
    ];
}

/// <summary>The rows of one plan as the service stores them, each value made beforehand; what the peers write.</summary>
internal sealed class PlanRows
{
    private readonly Dictionary<PlanTable, List<object?[]>> _rows = [];

    public int Count => _rows.Values.Sum(r => r.Count);

    public IReadOnlyList<object?[]> Of(PlanTable table) => _rows[table];

    /// <summary>Reads what the service has stored of a plan, once; its sessions are taken from the plan, as bytes.</summary>
    public static async Task<PlanRows> ReadAsync(NpgsqlConnection connection, Plan plan)
    {
        var found = new PlanRows();
        foreach (var table in PlanTable.All)
        {
            found._rows[table] = table == PlanTable.Days ? [.. plan.Days.Select(Day)] : await ReadAsync(connection, table);
        }

        return found;
    }

    private static object?[] Day(PlannedDay day) =>
        [null, null, day.Date, (short)day.WeekIndex, (short)day.DayIndex, WireNames.Of(day.Phase), day.Session is { } session ? PlanJson.WriteUtf8(session) : null];

    private static async Task<List<object?[]>> ReadAsync(NpgsqlConnection connection, PlanTable table)
    {
        await using var command = new NpgsqlCommand($"SELECT {table.ColumnList} FROM {table.Name}", connection);
        await using var reader = await command.ExecuteReaderAsync();
        List<object?[]> rows = [];
        while (await reader.ReadAsync())
        {
            var row = new object?[table.Columns.Length];
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
            }

            rows.Add(row);
        }

        return rows;
    }
}

/// <summary>The ids of one plan that a peer stores.</summary>
internal sealed record PlanIds(Guid User, Guid Plan, Guid Race)
{
    public static PlanIds Next() => new(Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());

    public object? In(string ids, object? otherwise) => ids switch
    {
        "plan" => Plan,
        "user" => User,
        "race" => Race,
        "own" => Guid.CreateVersion7(),
        _ => otherwise,
    };
}
