using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.PlanGeneration.Data;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.PlanGeneration.Features.ReadBlocks;

/// <summary>Reads the blocks a person may see: the built-in ones, their own, and the one they are assigned to.</summary>
internal static class ReadBlocks
{
    public static void Map(RouteGroupBuilder blocks)
    {
        blocks.MapGet("/", List).WithSummary("The training blocks that I can see, oldest first.");
        blocks.MapGet("/{id:guid}", ById).WithSummary("A training block. The ETag is its version.");
    }

    private static async Task<Results<Ok<Page<BlockView>>, ProblemHttpResult>> List(
        ClaimsPrincipal person, Database database, string? cursor, string? limit, CancellationToken ct)
    {
        var query = new ListQuery();
        var size = query.Limit(limit);
        var after = query.IdCursor(cursor) ?? Guid.Empty;
        if (!query.Faults.None)
        {
            return Problems.Invalid(query.Faults.Found);
        }

        await using var work = await database.BeginForAsync(person.UserId(), ct);
        var rows = await work.QueryAsync<BlockRow>(
            $"SELECT {BlockRow.Columns} FROM training_blocks WHERE id > @after ORDER BY id LIMIT @take", new { after, take = size + 1 }, ct);
        var whole = await Blocks.LoadAsync(work, [.. rows.Take(size).Select(r => r.Id)], ct);
        return TypedResults.Ok(Page.Of(rows, size, row => [row.Id], row => BlockView.Of(row, whole[row.Id].Days, person.UserId())));
    }

    private static async Task<Results<Ok<BlockView>, ProblemHttpResult>> ById(
        Guid id, ClaimsPrincipal person, Database database, HttpResponse response, CancellationToken ct)
    {
        await using var work = await database.BeginForAsync(person.UserId(), ct);
        if (await Blocks.FindAsync(work, id, ct) is not { } row)
        {
            return Problems.NotFound("training block");
        }

        var whole = await Blocks.LoadAsync(work, [id], ct);
        ExpectedVersion.Tell(response, row.Version);
        return TypedResults.Ok(BlockView.Of(row, whole[id].Days, person.UserId()));
    }
}
