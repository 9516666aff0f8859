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

internal static class ReplaceBlock
{
    public static void Map(RouteGroupBuilder blocks) =>
        blocks.MapPut("/{id:guid}", Put).WithSummary("Replaces a whole training block of mine. Workouts already made stay as they are.");

    private static async Task<Results<Ok<BlockView>, ProblemHttpResult>> Put(
        Guid id, [FromBody] BlockInput input, ClaimsPrincipal person, Database database, HttpContext http, CancellationToken ct)
    {
        var faults = new Faults();
        var expected = ExpectedVersion.Read(http.Request, input.Version, faults);
        var draft = BlockRules.Read(input, faults);
        var owner = person.UserId();
        await using var work = await database.BeginForAsync(owner, ct);
        if (await OwnBlock.RefuseAsync(work, id, owner, ct) is { } refusal)
        {
            return refusal;
        }

        if (!faults.None)
        {
            return Problems.Invalid(faults.Found);
        }

        BlockRow? row;
        try
        {
            row = await work.SingleOrDefaultAsync<BlockRow>(
                $"""
                UPDATE training_blocks SET slug = @Slug, name = @Name, version = version + 1
                WHERE id = @id AND owner_id = @owner AND (@expected::bigint IS NULL OR version = @expected)
                RETURNING {BlockRow.Columns}
                """, new { id, owner, expected, draft.Slug, draft.Name }, ct);
        }
        catch (PostgresException failure) when (SlugTaken.Is(failure))
        {
            return SlugTaken.Problem(draft.Slug);
        }

        if (row is null)
        {
            return await Blocks.FindAsync(work, id, ct) is { } other
                ? ExpectedVersion.Passed("block", other.Version)
                : Problems.NotFound("training block");
        }

        // The updated row is locked: another replacement waits until these days are committed.
        await work.ExecuteAsync("DELETE FROM training_block_days WHERE block_id = @id", new { id }, ct);
        await BlockDays.InsertAsync(work, id, draft.Days, ct);
        await work.CommitAsync(ct);
        ExpectedVersion.Tell(http.Response, row.Version);
        return TypedResults.Ok(BlockView.Of(row, draft.Days, owner));
    }
}
