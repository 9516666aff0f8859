using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;

namespace Platform.Scheduler.Features.Alerts;

/// <summary>A run that failed for good.</summary>
internal sealed record AlertView
{
    public Guid Id { get; init; }

    /// <summary>Null for a global scan.</summary>
    public Guid? UserId { get; init; }

    public string Task { get; init; } = "";
    public string Engine { get; init; } = "";
    public DateOnly LocalDate { get; init; }
    public string Reason { get; init; } = "";
    public int Attempts { get; init; }
    public string Status { get; init; } = "";
    public DateTimeOffset RaisedAt { get; init; }
    public DateTimeOffset? AcknowledgedAt { get; init; }
    public Guid? AcknowledgedBy { get; init; }
}

internal static class ShowAlerts
{
    public const string Columns = "id, user_id, task, engine, local_date, reason, attempts, status, raised_at, acknowledged_at, acknowledged_by";

    /// <summary>Newest first.</summary>
    public static async Task<Results<Ok<Page<AlertView>>, ProblemHttpResult>> HandleAsync(
        Database database, CancellationToken ct, string? status = null, string? userId = null, string? cursor = null, string? limit = null)
    {
        var query = new ListQuery();
        var state = query.OneOf(nameof(status), status, ["open", "acknowledged"]);
        var user = query.Id(nameof(userId), userId);
        var before = query.IdCursor(cursor);
        var size = query.Limit(limit);
        if (!query.Faults.None)
        {
            return Problems.Invalid(query.Faults.Found);
        }

        await using var work = await database.BeginAsync(ct);
        var rows = await work.QueryAsync<AlertView>(
            $"""
            SELECT {Columns} FROM alerts
            WHERE (@state::text IS NULL OR status = @state) AND (@user::uuid IS NULL OR user_id = @user) AND (@before::uuid IS NULL OR id < @before)
            ORDER BY id DESC LIMIT @size + 1
            """,
            new { state, user, before, size }, ct);
        return TypedResults.Ok(Page.Of(rows, size, alert => [alert.Id]));
    }
}
