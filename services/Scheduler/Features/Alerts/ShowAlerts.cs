using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Scheduler.Data;
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

    public static Task<Results<Ok<Page<AlertView>>, ProblemHttpResult>> HandleAsync(
        Database database, CancellationToken ct, string? status = null, string? userId = null, string? cursor = null, string? limit = null) =>
        AttentionList.ReadAsync<AlertView>(
            "alerts", Columns, ["open", "acknowledged"], alert => alert.Id, database, status, userId, cursor, limit, ct);
}
