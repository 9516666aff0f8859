using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Delivery.Domain;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Delivery.Features.KeepTemplates;

/// <summary><c>GET /api/deliveries/templates</c>: one's own, and those that everyone may use.</summary>
internal static class ReadTemplates
{
    public static async Task<Results<Ok<Page<TemplateView>>, ProblemHttpResult>> ListAsync(
        string? engine, string? cursor, string? limit, ClaimsPrincipal person, Database database, CancellationToken ct)
    {
        var query = new ListQuery();
        var only = query.OneOf("engine", engine, [.. TemplateRules.PlannedEngines]);
        var before = query.IdCursor(cursor);
        var size = query.Limit(limit);
        if (!query.Faults.None)
        {
            return Problems.Invalid(query.Faults.Found);
        }

        var userId = person.UserId();
        await using var work = await database.BeginForAsync(userId, ct);
        var rows = await work.QueryAsync<TemplateRow>(
            $"""
            SELECT {TemplateRow.Columns} FROM templates
            WHERE (owner_id = @userId OR owner_id IS NULL) AND (@only::text IS NULL OR engine = @only) AND (@before::uuid IS NULL OR id < @before)
            ORDER BY id DESC LIMIT @size + 1
            """,
            new { userId, only, before, size }, ct);
        return TypedResults.Ok(Page.Of(rows, size, row => [row.Id], row => row.View));
    }

    public static async Task<Results<Ok<TemplateView>, ProblemHttpResult>> OneAsync(
        Guid id, ClaimsPrincipal person, HttpResponse response, Database database, CancellationToken ct)
    {
        var userId = person.UserId();
        await using var work = await database.BeginForAsync(userId, ct);
        var row = await work.SingleOrDefaultAsync<TemplateRow>(
            $"SELECT {TemplateRow.Columns} FROM templates WHERE id = @id AND (owner_id = @userId OR owner_id IS NULL)", new { id, userId }, ct);
        if (row is null)
        {
            return Problems.NotFound("template");
        }

        ExpectedVersion.Tell(response, row.Version);
        return TypedResults.Ok(row.View);
    }
}
