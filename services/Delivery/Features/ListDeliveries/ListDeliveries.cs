using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Delivery.Data;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Delivery.Features.ListDeliveries;

/// <summary><c>GET /api/deliveries?from&amp;to</c>: what was sent to oneself, and what was not and why; newest date first.</summary>
internal static class ListDeliveries
{
    private const int Most = 2000;

    public static void MapListDeliveries(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/deliveries", HandleAsync).RequireAuthorization().WithSummary("Lists one's own deliveries and how they ended.");

    private static async Task<Results<Ok<List<DeliveryItem>>, ProblemHttpResult>> HandleAsync(
        string? from, string? to, ClaimsPrincipal person, Database database, CancellationToken ct)
    {
        var (first, last, faults) = Period.Read(from, to);
        if (faults.Count > 0)
        {
            return Problems.Invalid(faults);
        }

        await using var work = await database.BeginForAsync(person.UserId(), ct);
        return TypedResults.Ok(await work.QueryAsync<DeliveryItem>(
            """
            SELECT id, engine, local_date, part, parts, status, attempts, last_error, due_at, snoozed_until, delivered_at FROM deliveries
            WHERE user_id = @UserId AND local_date BETWEEN @first AND @last ORDER BY local_date DESC, engine, part LIMIT @Most
            """,
            new { UserId = person.UserId(), first, last, Most }, ct));
    }
}

internal sealed class DeliveryItem
{
    public Guid Id { get; init; }
    public string Engine { get; init; } = "";
    public DateOnly LocalDate { get; init; }

    /// <summary>Zero-based; a workout too long for one message has several parts.</summary>
    public int Part { get; init; }

    public int Parts { get; init; }

    /// <summary><c>waiting</c>, <c>pending</c>, <c>sending</c>, <c>delivered</c>, <c>failed</c>, <c>rejected</c> or <c>expired</c>.</summary>
    public string Status { get; init; } = "";

    public int Attempts { get; init; }
    public string? LastError { get; init; }
    public DateTimeOffset DueAt { get; init; }
    public DateTimeOffset? SnoozedUntil { get; init; }
    public DateTimeOffset? DeliveredAt { get; init; }
}
