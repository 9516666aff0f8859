using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.PlanGeneration.Features.EditBlock;

internal static class DeleteBlock
{
    public static void Map(RouteGroupBuilder blocks) =>
        blocks.MapDelete("/{id:guid}", Delete).WithSummary("Deletes a training block of mine that no one is assigned to.");

    private static async Task<Results<NoContent, ProblemHttpResult>> Delete(
        Guid id, ClaimsPrincipal person, Database database, CancellationToken ct)
    {
        var owner = person.UserId();
        await using var work = await database.BeginForAsync(owner, ct);
        if (await OwnBlock.RefuseAsync(work, id, owner, ct) is { } refusal)
        {
            return refusal;
        }

        // Someone assigned in the instant between check and commit trains the default block, with a job card.
        var deleted = await work.ExecuteAsync(
            "DELETE FROM training_blocks WHERE id = @id AND owner_id = @owner AND NOT block_is_assigned(id)", new { id, owner }, ct);
        await work.CommitAsync(ct);
        return deleted == 1
            ? TypedResults.NoContent()
            : Problems.Conflict("block-assigned", "Someone trains by this block: assign them to another block first.");
    }
}
