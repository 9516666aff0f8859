using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;
using Platform.ServiceDefaults.Time;

namespace Platform.Delivery.Features.ListDeliveries;

/// <summary><c>GET /api/deliveries?from&amp;to&amp;cursor&amp;limit</c>: what was sent to oneself, and what was not and why; newest date first.</summary>
internal static class ListDeliveries
{
    private const string Columns =
        "id, engine, local_date, kind, part, parts, status, channel, attempts, last_error, due_at, snoozed_until, delivered_at";

    public static void MapListDeliveries(this IEndpointRouteBuilder routes)
    {
        var deliveries = routes.MapGroup("/api/deliveries").RequireAuthorization().WithTags("deliveries");
        deliveries.MapGet("", HandleAsync).WithSummary("Lists one's own deliveries and how they ended.");
        deliveries.MapGet("/{id:guid}", GetAsync).WithSummary("One of one's own deliveries.");
    }

    private static async Task<Results<Ok<DeliveryItem>, ProblemHttpResult>> GetAsync(Guid id, ClaimsPrincipal person, Database database, CancellationToken ct)
    {
        var userId = person.UserId();
        await using var work = await database.BeginForAsync(userId, ct);
        var item = await work.SingleOrDefaultAsync<DeliveryItem>(
            $"SELECT {Columns} FROM deliveries WHERE id = @id AND user_id = @userId", new { id, userId }, ct);
        return item is null ? Problems.NotFound("delivery") : TypedResults.Ok(item);
    }

    private static async Task<Results<Ok<Page<DeliveryItem>>, ProblemHttpResult>> HandleAsync(
        string? from, string? to, string? cursor, string? limit, ClaimsPrincipal person, Database database, CancellationToken ct)
    {
        var query = new ListQuery();
        var (first, last) = query.Period(from, to);
        var after = query.Cursor<(DateOnly Date, string Engine, string Kind, int Part)>(cursor, key =>
            key is [var date, var engine, var kind, var part] && Dates.TryParse(date, out var on) && int.TryParse(part, out var number) ? (on, engine, kind, number) : null);
        var size = query.Limit(limit);
        if (!query.Faults.None)
        {
            return Problems.Invalid(query.Faults.Found);
        }

        await using var work = await database.BeginForAsync(person.UserId(), ct);
        var items = await work.QueryAsync<DeliveryItem>(
            $"""
            SELECT {Columns} FROM deliveries
            WHERE user_id = @UserId AND local_date BETWEEN @first AND @last
                AND (@afterDate::date IS NULL OR local_date < @afterDate
                    OR (local_date = @afterDate AND (engine, kind, part) > (@afterEngine::text, @afterKind::text, @afterPart::int)))
            ORDER BY local_date DESC, engine, kind, part LIMIT @size + 1
            """,
            new { UserId = person.UserId(), first, last, afterDate = after?.Date, afterEngine = after?.Engine, afterKind = after?.Kind, afterPart = after?.Part, size }, ct);
        return TypedResults.Ok(Page.Of(items, size, d => [d.LocalDate, d.Engine, d.Kind, d.Part]));
    }
}

internal sealed class DeliveryItem
{
    public Guid Id { get; init; }
    public string Engine { get; init; } = "";
    public DateOnly LocalDate { get; init; }

    /// <summary><c>drop</c> asks, <c>close</c> tells how the day ended.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Zero-based; a workout too long for one message has several parts.</summary>
    public int Part { get; init; }

    public int Parts { get; init; }

    /// <summary><c>waiting</c>, <c>pending</c>, <c>sending</c>, <c>delivered</c>, <c>failed</c>, <c>rejected</c> or <c>expired</c>.</summary>
    public string Status { get; init; } = "";

    /// <summary>The channel that brought it, or may have: <c>discord</c> or <c>web_push</c>; null: none yet.</summary>
    public string? Channel { get; init; }

    public int Attempts { get; init; }
    public string? LastError { get; init; }

    public DateTimeOffset DueAt { get; init; }
    public DateTimeOffset? SnoozedUntil { get; init; }
    public DateTimeOffset? DeliveredAt { get; init; }
}
