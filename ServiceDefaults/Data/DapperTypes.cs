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
        Map<DateOnly>(NpgsqlDbType.Date, v => v, v => v is DateTime d ? DateOnly.FromDateTime(d) : (DateOnly)v);
        Map<TimeOnly>(NpgsqlDbType.Time, v => v, v => v is TimeSpan t ? TimeOnly.FromTimeSpan(t) : (TimeOnly)v);
        Map<DateTimeOffset>(NpgsqlDbType.TimestampTz, v => v.ToUniversalTime(), v => v is DateTime d ? new DateTimeOffset(d, TimeSpan.Zero) : (DateTimeOffset)v);
    }

    private static void Map<T>(NpgsqlDbType type, Func<T, object> write, Func<object, T> read) where T : struct
    {
        // A type that Dapper has a mapping for never reaches its handler as a parameter.
        SqlMapper.RemoveTypeMap(typeof(T));
        SqlMapper.RemoveTypeMap(typeof(T?));
        SqlMapper.AddTypeHandler(typeof(T), new Handler<T>(type, write, read));
    }

    // Not SqlMapper.TypeHandler<T>, which leaves a null without a type that PostgreSQL could go by.
    private sealed class Handler<T>(NpgsqlDbType type, Func<T, object> write, Func<object, T> read) : SqlMapper.ITypeHandler
        where T : struct
    {
        public void SetValue(IDbDataParameter parameter, object value)
        {
            parameter.Value = value is T given ? write(given) : DBNull.Value;
            ((NpgsqlParameter)parameter).NpgsqlDbType = type;
        }

        public object Parse(Type destinationType, object value) => read(value);
    }
}
