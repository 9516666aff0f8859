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
    public DateTimeOffset? ResolvedAt { get; init; }
    public Guid? ResolvedBy { get; init; }
    public string? Resolution { get; init; }
}

internal static class ShowJobCards
{
    public const string Columns = "id, user_id, kind, subject, detail, status, raised_at, resolved_at, resolved_by, resolution";

    public static Task<Results<Ok<Page<JobCardView>>, ProblemHttpResult>> HandleAsync(
        Database database, CancellationToken ct, string? status = null, string? userId = null, string? cursor = null, string? limit = null) =>
        AttentionList.ReadAsync<JobCardView>(
            "job_cards", Columns, ["open", "resolved"], card => card.Id, database, status, userId, cursor, limit, ct);
}
