using System.Buffers;
using System.Text.Json;
using Npgsql;
using Platform.PlanGeneration.Data;
using Platform.PlanGeneration.Domain;
using Platform.PlanGeneration.Domain.Catalogue;

namespace Platform.PlanGeneration.Features.ShowToday;

/// <summary>
/// Today as it is stored, read in one round trip and passed on as it is: lines and session are JSON already, and are not
/// read here. The same form as <see cref="TodayView"/>.
/// </summary>
internal sealed class StoredToday : IResult
{
    private const string Columns =
        """
        SELECT a.time_zone, a.start_date, a.paused, a.schedule_days,
            w.id, w.version, w.block_id, w.day_index, w.source, w.requested, w.generated_at, w.reasoning,
            w.workout::text, w.session::text
        """;

    private const string Rows = "FROM athletes a LEFT JOIN daily_workouts w ON w.user_id = a.user_id AND w.local_date = $2 WHERE a.user_id = $1";

    private const string Unplanned = $"{Columns} {Rows}";

    // PostgreSQL prepares for the look into the plan whether it comes to it or not, at a third of what the rest costs it.
    private static readonly string Planned =
        $"""
        {Columns},
            CASE WHEN w.source = 'plan' THEN
                (SELECT min(d.date) FROM training_days_planned d
                 WHERE d.user_id = a.user_id AND d.date > $2 AND d.planned_data IS NOT NULL AND d.plan_id = ({Plans.Followed("a.user_id")})) END
        {Rows}
        """;

    private readonly ReadOnlyMemory<byte> _json;

    private StoredToday(string timeZone, DateOnly date, ReadOnlyMemory<byte> json) => (TimeZone, Date, _json) = (timeZone, date, json);

    public string TimeZone { get; }

    /// <summary>The date that was read for; it is today's only if the zone says so.</summary>
    public DateOnly Date { get; }

    /// <summary>False where nothing is stored for the date.</summary>
    public bool HasWorkout => !_json.IsEmpty;

    /// <summary>The day's workout is a plan's.</summary>
    public bool IsOfPlan { get; private init; }

    /// <summary>False where the day turned out to be a plan's and the plan was not looked into.</summary>
    public bool IsWhole { get; private init; } = true;

    /// <param name="planned">Looks into the plan, for the next training date of a plan's day.</param>
    public static NpgsqlBatchCommand Query(Guid userId, DateOnly date, bool planned) => new(planned ? Planned : Unplanned)
    {
        Parameters = { new NpgsqlParameter<Guid> { TypedValue = userId }, new NpgsqlParameter<DateOnly> { TypedValue = date } },
    };

    /// <returns>Null where there is no profile.</returns>
    public static StoredToday? Read(NpgsqlDataReader row, DateOnly date)
    {
        if (!row.Read())
        {
            return null;
        }

        var zone = row.GetString(0);
        if (row.IsDBNull(4))
        {
            return new(zone, date, default);
        }

        var ofPlan = row.GetString(8) == WorkoutSources.Plan;
        var whole = !ofPlan || row.FieldCount > 14;
        return new(zone, date, whole ? Write(row, date) : default) { IsOfPlan = ofPlan, IsWhole = whole };
    }

    public async Task ExecuteAsync(HttpContext http)
    {
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = _json.Length;
        await http.Response.Body.WriteAsync(_json, http.RequestAborted);
    }

    private static ReadOnlyMemory<byte> Write(NpgsqlDataReader row, DateOnly date)
    {
        var calendar = new TrainingCalendar(row.GetBoolean(2), row.IsDBNull(1) ? null : row.GetFieldValue<DateOnly>(1), new WeekDays(row.GetInt16(3)));
        var (source, requested) = (row.GetString(8), row.GetBoolean(9));
        var workout = row.GetFieldValue<byte[]>(12);
        var session = row.IsDBNull(13) ? null : row.GetFieldValue<byte[]>(13);
        var buffer = new ArrayBufferWriter<byte>(workout.Length + (session?.Length ?? 0) + 1024);
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true });
        json.WriteStartObject();
        WriteDate(json, "localDate"u8, date);
        json.WriteString("status"u8, WireNames.Of(TodayStatus.Of(calendar, date, source, requested)));
        var next = source == WorkoutSources.Plan && !calendar.Paused ? row.IsDBNull(14) ? null : row.GetFieldValue<DateOnly>(14) : calendar.NextAfter(date);
        if (next is { } day)
        {
            WriteDate(json, "nextTrainingDate"u8, day);
        }
        else
        {
            json.WriteNull("nextTrainingDate"u8);
        }

        json.WriteStartObject("workout"u8);
        json.WriteString("id"u8, row.GetGuid(4));
        WriteDate(json, "localDate"u8, date);
        json.WriteNumber("version"u8, row.GetInt64(5));
        json.WriteString("blockId"u8, row.GetGuid(6));
        json.WriteNumber("dayIndex"u8, row.GetInt32(7));
        json.WriteString("source"u8, source);
        json.WriteBoolean("requested"u8, requested);
        json.WriteString("generatedAt"u8, row.GetFieldValue<DateTimeOffset>(10));
        json.WriteStartArray("reasoning"u8);
        foreach (var sentence in row.GetFieldValue<string[]>(11))
        {
            json.WriteStringValue(sentence);
        }

        json.WriteEndArray();
        json.WritePropertyName("session"u8);
        json.WriteRawValue(session ?? "null"u8, skipInputValidation: true);
        json.Flush();
        // The stored workout is an object of the members that are left: its braces go, and both objects end.
        var inner = workout.AsSpan().Trim((byte)' ');
        buffer.Write(","u8);
        buffer.Write(inner[1..^1]);
        buffer.Write("}}"u8);
        return buffer.WrittenMemory;
    }

    private static void WriteDate(Utf8JsonWriter json, ReadOnlySpan<byte> name, DateOnly date)
    {
        Span<byte> text = stackalloc byte[10];
        date.TryFormat(text, out _, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        json.WriteString(name, text);
    }
}
