using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Npgsql;
using Platform.PlanGeneration.Data;
using Platform.PlanGeneration.Domain;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.PlanGeneration.Features.EditBlock;

internal static class CreateBlock
{
    public static void Map(RouteGroupBuilder blocks) =>
        blocks.MapPost("/", Post).WithSummary("Makes a training block of my own. Repeated with the same Idempotency-Key, it answers the block that was made.");

    private static async Task<Results<Created<BlockView>, ProblemHttpResult>> Post(
        [FromBody] BlockInput input, ClaimsPrincipal person, Database database, HttpContext http, CancellationToken ct)
    {
        var faults = new Faults();
        var draft = BlockRules.Read(input, faults);
        var key = IdempotencyKey.Read(http.Request, faults);
        if (!faults.None)
        {
            return Problems.Invalid(faults.Found);
        }

        var owner = person.UserId();
        await using var work = await database.BeginForAsync(owner, ct);
        // Nothing happens where the slug or the key is taken; which of them, is looked up then.
        var row = await work.SingleOrDefaultAsync<BlockRow>(
            $"""
            INSERT INTO training_blocks (id, slug, name, owner_id, version, idempotency_key) VALUES (@id, @Slug, @Name, @owner, 1, @key)
            ON CONFLICT DO NOTHING RETURNING {BlockRow.Columns}
            """, new { id = Guid.CreateVersion7(), draft.Slug, draft.Name, owner, key }, ct);
        if (row is not null)
        {
            await BlockDays.InsertAsync(work, row.Id, draft.Days, ct);
            await work.CommitAsync(ct);
            return Created(http, row, draft.Days, owner);
        }

        row = await work.SingleOrDefaultAsync<BlockRow>(
            $"SELECT {BlockRow.Columns} FROM training_blocks WHERE owner_id = @owner AND idempotency_key = @key", new { owner, key }, ct);
        return row is null
            ? SlugTaken.Problem(draft.Slug)
            : Created(http, row, (await Blocks.LoadAsync(work, [row.Id], ct))[row.Id].Days, owner);
    }

    private static Created<BlockView> Created(HttpContext http, BlockRow row, IReadOnlyList<BlockDay> days, Guid owner)
    {
        ExpectedVersion.Tell(http.Response, row.Version);
        return TypedResults.Created($"/api/blocks/{row.Id}", BlockView.Of(row, days, owner));
    }
}

internal static class SlugTaken
{
    private const string Constraint = "training_blocks_slug";

    public static bool Is(PostgresException failure) =>
        failure is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: Constraint };

    public static ProblemHttpResult Problem(string slug) =>
        Problems.Conflict("slug-taken", $"You have a block with the slug {slug} already: change that one, or take another slug.");
}
