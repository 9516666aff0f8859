using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Scheduler.Data;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;

namespace Platform.Scheduler.Features.JobCards;

/// <summary>What asks for an operator's or coach's attention.</summary>
internal sealed record JobCardView
{
    public Guid Id { get; init; }
    public Guid UserId { get; init; }
    public string Kind { get; init; } = "";
    public string Subject { get; init; } = "";
    public string Detail { get; init; } = "";
    public string Status { get; init; } = "";
    public DateTimeOffset RaisedAt { get; init; }

    /// <summary>Who sees to it; null: nobody yet.</summary>
    public Guid? AssignedTo { get; init; }

    public DateTimeOffset? AssignedAt { get; init; }
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>Null where the cause went away by itself.</summary>
    public Guid? ResolvedBy { get; init; }

    public string? Resolution { get; init; }

    /// <summary>When it was opened again, the last time.</summary>
    public DateTimeOffset? ReopenedAt { get; init; }
}

internal static class ShowJobCards
{
    public const string Columns =
        "id, user_id, kind, subject, detail, status, raised_at, assigned_to, assigned_at, resolved_at, resolved_by, resolution, reopened_at";

    public static Task<Results<Ok<Page<JobCardView>>, ProblemHttpResult>> HandleAsync(
        Database database, CancellationToken ct, string? status = null, string? userId = null, string? assignee = null, string? kind = null,
        string? cursor = null, string? limit = null)
    {
        var query = new ListQuery();
        return AttentionList.ReadAsync<JobCardView>(
            "job_cards", Columns, ["open", "resolved"], card => card.Id, database, query, new(status, userId, cursor, limit),
            [("assigned_to", query.Id(nameof(assignee), assignee)), ("kind", AttentionList.Text(query, nameof(kind), kind))], ct);
    }
}
