using Microsoft.AspNetCore.Http.HttpResults;
using Platform.PlanGeneration.Data;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;

namespace Platform.PlanGeneration.Features.EditBlock;

internal static class OwnBlock
{
    /// <returns>
    /// 404 where the person cannot see the block, 403 where they can and it is not theirs (built in, or their coach's);
    /// null where it is theirs.
    /// </returns>
    public static async Task<ProblemHttpResult?> RefuseAsync(Work work, Guid id, Guid owner, CancellationToken ct) =>
        await Blocks.FindAsync(work, id, ct) switch
        {
            null => Problems.NotFound("training block"),
            { OwnerId: { } other } when other == owner => null,
            _ => Problems.Create(
                StatusCodes.Status403Forbidden, "not-allowed", "Not yours to change",
                "You can train by this block but not change it: make one of your own with POST /api/blocks."),
        };
}
