using Microsoft.AspNetCore.Http.HttpResults;
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

    /// <summary>Newest first.</summary>
    public static async Task<Results<Ok<Page<JobCardView>>, ProblemHttpResult>> HandleAsync(
        Database database, CancellationToken ct, string? status = null, string? userId = null, string? cursor = null, string? limit = null)
    {
        var query = new ListQuery();
        var state = query.OneOf(nameof(status), status, ["open", "resolved"]);
        var user = query.Id(nameof(userId), userId);
        var before = query.IdCursor(cursor);
        var size = query.Limit(limit);
        if (!query.Faults.None)
        {
            return Problems.Invalid(query.Faults.Found);
        }

        await using var work = await database.BeginAsync(ct);
        var rows = await work.QueryAsync<JobCardView>(
            $"""
            SELECT {Columns} FROM job_cards
            WHERE (@state::text IS NULL OR status = @state) AND (@user::uuid IS NULL OR user_id = @user) AND (@before::uuid IS NULL OR id < @before)
            ORDER BY id DESC LIMIT @size + 1
            """,
            new { state, user, before, size }, ct);
        return TypedResults.Ok(Page.Of(rows, size, card => [card.Id]));
    }
}
