using System.Data;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace Platform.ServiceDefaults.Data;

/// <summary>
/// Teaches Dapper the platform's types: <see cref="DateOnly"/>, <see cref="TimeOnly"/>, <see cref="DateTimeOffset"/>
/// (always UTC in the database) and snake_case columns.
/// </summary>
internal static class DapperTypes
{
    internal static void Register()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        // A type that Dapper has a mapping for never reaches its handler as a parameter.
        foreach (var type in new[] { typeof(DateOnly), typeof(TimeOnly), typeof(DateTimeOffset) })
        {
            SqlMapper.RemoveTypeMap(type);
            SqlMapper.RemoveTypeMap(typeof(Nullable<>).MakeGenericType(type));
        }

        SqlMapper.AddTypeHandler(new Handler<DateOnly>(NpgsqlDbType.Date, v => v, v => v is DateTime d ? DateOnly.FromDateTime(d) : (DateOnly)v));
        SqlMapper.AddTypeHandler(new Handler<TimeOnly>(NpgsqlDbType.Time, v => v, v => v is TimeSpan t ? TimeOnly.FromTimeSpan(t) : (TimeOnly)v));
        SqlMapper.AddTypeHandler(new Handler<DateTimeOffset>(
            NpgsqlDbType.TimestampTz, v => v.ToUniversalTime(), v => v is DateTime d ? new DateTimeOffset(d, TimeSpan.Zero) : (DateTimeOffset)v));
    }

    private sealed class Handler<T>(NpgsqlDbType type, Func<T, object> write, Func<object, T> read) : SqlMapper.TypeHandler<T>
        where T : struct
    {
        public override void SetValue(IDbDataParameter parameter, T value)
        {
            parameter.Value = write(value);
            ((NpgsqlParameter)parameter).NpgsqlDbType = type;
        }

        public override T Parse(object value) => read(value);
    }
}
