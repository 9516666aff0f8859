using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.Delivery.Domain;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Delivery.Features.KeepTemplates;

/// <summary>
/// <c>/api/deliveries/templates</c>: plans of meals and of cardio sessions. An operator's are for everyone, anyone else's are
/// their own; those of others are not there.
/// </summary>
internal static class KeepTemplates
{
    private const int MostOwn = 50;

    public static void MapTemplates(this IEndpointRouteBuilder routes)
    {
        var templates = routes.MapGroup("/api/deliveries/templates").RequireAuthorization().WithTags("templates");
        templates.MapGet("", ReadTemplates.ListAsync).WithSummary("Lists my templates and those for everyone, newest first.");
        templates.MapGet("/{id:guid}", ReadTemplates.OneAsync).WithSummary("One template, with its version as ETag.");
        templates.MapPost("", MakeAsync).WithSummary("Makes a template of meals or of cardio sessions; an operator's is for everyone, unless it is to be their own.");
        templates.MapPut("/{id:guid}", ReplaceAsync).WithSummary("Replaces a template as a whole, from the next delivery on; one that does not differ changes nothing.");
        templates.MapDelete("/{id:guid}", RemoveAsync).WithSummary("Removes a template; who follows it gets the default, and a job card asks for another.");
    }

    private static async Task<Results<Created<TemplateView>, ProblemHttpResult>> MakeAsync(
        [FromBody] TemplateInput input, ClaimsPrincipal person, HttpResponse response, Database database, TimeProvider time, CancellationToken ct)
    {
        var faults = new Faults();
        if (TemplateRules.Read(input, faults) is not { } draft)
        {
            return Problems.Invalid(faults.Found);
        }

        var userId = person.UserId();
        var isForEveryone = person.IsInRole(PlatformRoles.Operator) && input.Own != true;
        await using var work = isForEveryone ? await database.BeginAsync(ct) : await database.BeginForAsync(userId, ct);
        if (!isForEveryone && await CountOwnAsync(userId, work, ct) >= MostOwn)
        {
            return Problems.Conflict("too-many-templates", $"You have {MostOwn} templates of your own, which is the most there can be: remove one first.");
        }

        var made = await work.SingleOrDefaultAsync<TemplateRow>(
            $"""
            INSERT INTO templates (id, owner_id, engine, name, items, created_at, updated_at)
            VALUES (@Id, @OwnerId, @Engine, @Name, @Items::jsonb, @now, @now) RETURNING {TemplateRow.Columns}
            """,
            new
            {
                Id = Guid.CreateVersion7(),
                OwnerId = isForEveryone ? (Guid?)null : userId,
                draft.Engine,
                draft.Name,
                Items = DailyPlan.WriteItems(draft.Items),
                now = time.GetUtcNow(),
            },
            ct);
        await work.CommitAsync(ct);
        ExpectedVersion.Tell(response, made!.Version);
        return TypedResults.Created($"/api/deliveries/templates/{made.Id}", made.View);
    }

    private static async Task<Results<Ok<TemplateView>, ProblemHttpResult>> ReplaceAsync(
        Guid id, [FromBody] TemplateInput input, ClaimsPrincipal person, HttpContext http, Database database, TimeProvider time, CancellationToken ct)
    {
        var faults = new Faults();
        var expected = ExpectedVersion.Read(http.Request, input.Version, faults);
        var draft = TemplateRules.Read(input, faults);
        if (draft is null || !faults.None)
        {
            return Problems.Invalid(faults.Found);
        }

        await using var work = await BeginAsync(person, database, ct);
        var row = await TemplateRow.LockAsync(id, person.UserId(), person.IsInRole(PlatformRoles.Operator), work, ct);
        if (row is null)
        {
            return Problems.NotFound("template");
        }

        if (expected is not null && expected != row.Version)
        {
            return ExpectedVersion.Passed("template", row.Version);
        }

        if (row.Engine != draft.Engine)
        {
            return Problems.Invalid("engine", $"engine: this is a template of {row.Engine} and stays one. Make another for {draft.Engine}.");
        }

        var changed = await work.SingleOrDefaultAsync<TemplateRow>(
            $"""
            UPDATE templates SET name = @Name, items = @Items::jsonb, version = version + 1, updated_at = @now
            WHERE id = @id AND (name, items) IS DISTINCT FROM (@Name, @Items::jsonb) RETURNING {TemplateRow.Columns}
            """,
            new { id, draft.Name, Items = DailyPlan.WriteItems(draft.Items), now = time.GetUtcNow() }, ct);
        await work.CommitAsync(ct);
        ExpectedVersion.Tell(http.Response, (changed ?? row).Version);
        return TypedResults.Ok((changed ?? row).View);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(
        Guid id, ClaimsPrincipal person, HttpContext http, Database database, CancellationToken ct)
    {
        var faults = new Faults();
        var expected = ExpectedVersion.Read(http.Request, null, faults);
        if (!faults.None)
        {
            return Problems.Invalid(faults.Found);
        }

        await using var work = await BeginAsync(person, database, ct);
        var row = await TemplateRow.LockAsync(id, person.UserId(), person.IsInRole(PlatformRoles.Operator), work, ct);
        if (row is null)
        {
            return Problems.NotFound("template");
        }

        if (expected is not null && expected != row.Version)
        {
            return ExpectedVersion.Passed("template", row.Version);
        }

        await work.ExecuteAsync("DELETE FROM templates WHERE id = @id", new { id }, ct);
        await work.CommitAsync(ct);
        return TypedResults.NoContent();
    }

    // Row-level security lets nobody change what is for everyone: operators do it in the background role.
    private static Task<Work> BeginAsync(ClaimsPrincipal person, Database database, CancellationToken ct) =>
        person.IsInRole(PlatformRoles.Operator) ? database.BeginAsync(ct) : database.BeginForAsync(person.UserId(), ct);

    // One after the other: of two at the same time, the second sees the first.
    private static async Task<long> CountOwnAsync(Guid userId, Work work, CancellationToken ct)
    {
        await work.ExecuteAsync("SELECT pg_advisory_xact_lock(hashtextextended('templates:' || @userId::text, 0))", new { userId }, ct);
        return await work.ScalarAsync<long>("SELECT count(*) FROM templates WHERE owner_id = @userId", new { userId }, ct);
    }
}
