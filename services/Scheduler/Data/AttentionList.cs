using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;

namespace Platform.Scheduler.Data;

/// <summary>How job cards and alerts are listed alike: newest first, by status and by person.</summary>
internal static class AttentionList
{
    /// <param name="table">With <c>id</c>, <c>status</c> and <c>user_id</c>.</param>
    /// <param name="statuses">Those that may be asked for.</param>
    public static async Task<Results<Ok<Page<T>>, ProblemHttpResult>> ReadAsync<T>(
        string table, string columns, IReadOnlyCollection<string> statuses, Func<T, Guid> id,
        Database database, string? status, string? userId, string? cursor, string? limit, CancellationToken ct)
    {
        var query = new ListQuery();
        var state = query.OneOf(nameof(status), status, statuses);
        var user = query.Id(nameof(userId), userId);
        var before = query.IdCursor(cursor);
        var size = query.Limit(limit);
        if (!query.Faults.None)
        {
            return Problems.Invalid(query.Faults.Found);
        }

        await using var work = await database.BeginAsync(ct);
        var rows = await work.QueryAsync<T>(
            $"""
            SELECT {columns} FROM {table}
            WHERE (@state::text IS NULL OR status = @state) AND (@user::uuid IS NULL OR user_id = @user) AND (@before::uuid IS NULL OR id < @before)
            ORDER BY id DESC LIMIT @size + 1
            """,
            new { state, user, before, size }, ct);
        return TypedResults.Ok(Page.Of(rows, size, row => [id(row)]));
    }
}
