using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.Delivery.Domain;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Delivery.Features.AssignTemplates;

/// <summary>Which plan of meals and of cardio an athlete follows: chosen by themselves, or by an operator.</summary>
internal static class AssignTemplates
{
    public static void MapAssignTemplates(this IEndpointRouteBuilder routes)
    {
        var deliveries = routes.MapGroup("/api/deliveries").RequireAuthorization().WithTags("templates");
        deliveries.MapGet("/templates/assigned", MineAsync).WithSummary("What I follow: for each engine a template, or the default.");
        deliveries.MapPut("/templates/assigned/{engine}", PutMineAsync).WithSummary("Has me follow a template from the next delivery on; null: the default.");
        deliveries.MapGet("/athletes/{userId:guid}/templates/{engine}", OfAthleteAsync).WithSummary("Operators: what an athlete follows.");
        deliveries.MapPut("/athletes/{userId:guid}/templates/{engine}", PutOfAthleteAsync).WithSummary("Operators: has an athlete follow a template; null: the default.");
    }

    private static async Task<Ok<IReadOnlyList<AssignmentView>>> MineAsync(ClaimsPrincipal person, Database database, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        return TypedResults.Ok(await Assignment.ReadAsync(person.UserId(), [.. TemplateRules.PlannedEngines], work, ct));
    }

    private static Task<Results<Ok<AssignmentView>, ProblemHttpResult>> PutMineAsync(
        string engine, [FromBody] AssignmentInput input, ClaimsPrincipal person, Database database, TimeProvider time, CancellationToken ct) =>
        PutAsync(person.UserId(), engine, input, isOperators: false, person, database, time, ct);

    private static async Task<Results<Ok<AssignmentView>, ProblemHttpResult>> OfAthleteAsync(
        Guid userId, string engine, ClaimsPrincipal person, Database database, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        if (await RefusalAsync(userId, engine, person, work, ct) is { } refusal)
        {
            return refusal;
        }

        return TypedResults.Ok((await Assignment.ReadAsync(userId, [engine], work, ct))[0]);
    }

    private static async Task<Results<Ok<AssignmentView>, ProblemHttpResult>> PutOfAthleteAsync(
        Guid userId, string engine, [FromBody] AssignmentInput input, ClaimsPrincipal person, Database database, TimeProvider time, CancellationToken ct)
    {
        await using (var work = await database.BeginAsync(ct))
        {
            if (await RefusalAsync(userId, engine, person, work, ct) is { } refusal)
            {
                return refusal;
            }
        }

        return await PutAsync(userId, engine, input, isOperators: true, person, database, time, ct);
    }

    private static async Task<Results<Ok<AssignmentView>, ProblemHttpResult>> PutAsync(
        Guid userId, string engine, AssignmentInput input, bool isOperators, ClaimsPrincipal person, Database database, TimeProvider time, CancellationToken ct)
    {
        if (!TemplateRules.PlannedEngines.Contains(engine))
        {
            return Problems.NotFound("engine that follows templates");
        }

        var id = Guid.Empty;
        if (input.TemplateId is not null && !Guid.TryParse(input.TemplateId, out id))
        {
            return Problems.Invalid("templateId", "templateId: the id of a template, or null for the default.");
        }

        await using (var work = isOperators ? await database.BeginAsync(ct) : await database.BeginForAsync(userId, ct))
        {
            if (input.TemplateId is null)
            {
                await Assignment.RemoveAsync(userId, engine, work, ct);
            }
            else if (await Assignment.EngineOfAsync(id, userId, isOperators, work, ct) is not { } found)
            {
                return Missing();
            }
            else if (found != engine)
            {
                return Problems.Invalid("templateId", $"templateId: that is a template of {found}, not of {engine}.");
            }
            else
            {
                await Assignment.StoreAsync(userId, engine, id, person.UserId(), time.GetUtcNow(), work, ct);
            }

            await work.CommitAsync(ct);
        }

        await using var after = await database.BeginAsync(ct);
        return TypedResults.Ok((await Assignment.ReadAsync(userId, [engine], after, ct))[0]);
    }

    // No one else learns that there is such an athlete.
    private static async Task<ProblemHttpResult?> RefusalAsync(Guid userId, string engine, ClaimsPrincipal person, Work work, CancellationToken ct) =>
        !person.IsInRole(PlatformRoles.Operator)
            || !await work.ScalarAsync<bool>("SELECT EXISTS (SELECT FROM athletes WHERE user_id = @userId)", new { userId }, ct)
                ? Problems.NotFound("athlete")
            : !TemplateRules.PlannedEngines.Contains(engine) ? Problems.NotFound("engine that follows templates")
            : null;

    private static ProblemHttpResult Missing()
    {
        const string Told = "templateId: there is no such template, or it is not yours. Choose one of GET /api/deliveries/templates.";
        return Problems.Create(
            StatusCodes.Status404NotFound, "not-found", "Not found", Told, new() { ["errors"] = new[] { new Fault("templateId", Told) } });
    }
}

/// <param name="TemplateId">Null: the default.</param>
internal sealed record AssignmentInput(string? TemplateId);

/// <param name="State"><c>default</c>, <c>assigned</c>, or <c>gone</c>: the template was removed or cannot be read, and the default is sent meanwhile.</param>
/// <param name="TemplateId">Null: nothing is assigned.</param>
/// <param name="Items">What the template has; null where there is none to read.</param>
internal sealed record AssignmentView(
    string Engine, string State, Guid? TemplateId, string? Name, IReadOnlyList<PlanItem>? Items, DateTimeOffset? AssignedAt);
