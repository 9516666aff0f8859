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

    /// <summary>When its run was given up, the last time.</summary>
    public DateTimeOffset RaisedAt { get; init; }

    public DateTimeOffset? AcknowledgedAt { get; init; }
    public Guid? AcknowledgedBy { get; init; }

    /// <summary>How its run stands now; null where it is not kept any more.</summary>
    public string? RunStatus { get; init; }

    /// <summary>Whether its run was completed after all: by a late answer, or sent again.</summary>
    public bool Settled => RunStatus == Domain.RunStatus.Completed;
}

internal static class ShowAlerts
{
    // The run of a scan is the nobody's.
    public const string Columns =
        """
        id, user_id, task, engine, local_date, reason, attempts, status, raised_at, acknowledged_at, acknowledged_by,
            (SELECT r.status::text FROM runs r WHERE r.local_date = alerts.local_date AND r.task = alerts.task
                AND r.user_id = coalesce(alerts.user_id, '00000000-0000-0000-0000-000000000000')) AS run_status
        """;

    public static Task<Results<Ok<Page<AlertView>>, ProblemHttpResult>> HandleAsync(
        Database database, CancellationToken ct, string? status = null, string? userId = null, string? task = null, string? engine = null,
        string? cursor = null, string? limit = null)
    {
        var query = new ListQuery();
        return AttentionList.ReadAsync<AlertView>(
            "alerts", Columns, AlertStatus.All, alert => alert.Id, database, query, new(status, userId, cursor, limit),
            [("task", AttentionList.Text(query, nameof(task), task)), ("engine", AttentionList.Text(query, nameof(engine), engine))], ct);
    }
}

internal static class AlertStatus
{
    public static IReadOnlyList<string> All { get; } = ["open", "acknowledged"];
}
