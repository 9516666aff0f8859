using Dapper;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;

namespace Platform.Scheduler.Data;

/// <summary>What a list can be asked for, as the query has it.</summary>
internal sealed record AttentionQuery(string? Status, string? UserId, string? Cursor, string? Limit);

/// <summary>How job cards and alerts are listed alike: newest first, by status, by person, and by columns of their own.</summary>
internal static class AttentionList
{
    /// <param name="table">With <c>id</c>, <c>status</c> and <c>user_id</c>.</param>
    /// <param name="statuses">Those that may be asked for.</param>
    /// <param name="query">May hold faults already: all are told together.</param>
    /// <param name="equal">Columns and the values they must have; null: any.</param>
    public static async Task<Results<Ok<Page<T>>, ProblemHttpResult>> ReadAsync<T>(
        string table, string columns, IReadOnlyCollection<string> statuses, Func<T, Guid> id, Database database, ListQuery query, AttentionQuery asked,
        IReadOnlyList<(string Column, object? Value)> equal, CancellationToken ct)
    {
        var state = query.OneOf("status", asked.Status, statuses);
        var user = query.Id("userId", asked.UserId);
        var before = query.IdCursor(asked.Cursor);
        var size = query.Limit(asked.Limit);
        if (!query.Faults.None)
        {
            return Problems.Invalid(query.Faults.Found);
        }

        var given = equal.Where(e => e.Value is not null).ToList();
        var parameters = new DynamicParameters(new { state, user, before, size });
        given.ForEach(e => parameters.Add(e.Column, e.Value));
        await using var work = await database.BeginAsync(ct);
        var rows = await work.QueryAsync<T>(
            $"""
            SELECT {columns} FROM {table}
            WHERE (@state::text IS NULL OR status = @state) AND (@user::uuid IS NULL OR user_id = @user) AND (@before::uuid IS NULL OR id < @before)
              {string.Concat(given.Select(e => $"AND {e.Column} = @{e.Column} "))}
            ORDER BY id DESC LIMIT @size + 1
            """,
            parameters, ct);
        return TypedResults.Ok(Page.Of(rows, size, row => [id(row)]));
    }

    /// <summary>A text that is compared with a column; null where it is not asked for.</summary>
    public static string? Text(ListQuery query, string field, string? given) => given is null ? null : query.Faults.Text(field, given, 200);
}
