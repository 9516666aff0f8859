using Platform.Contracts.Scheduler;

namespace Platform.PlanGeneration.Domain;

/// <summary>The block an athlete trains by, and what is wrong with the assigned one where it is not that.</summary>
internal sealed record BlockChoice(TrainingBlock Block, BlockFault? Fault)
{
    /// <returns>Null where neither the assigned block nor the default can be used.</returns>
    public static BlockChoice? For(Guid? assigned, IReadOnlyDictionary<Guid, TrainingBlock> blocks)
    {
        if (assigned is { } id && blocks.TryGetValue(id, out var block) && block.IsUsable)
        {
            return new(block, null);
        }

        return blocks.TryGetValue(TrainingBlock.DefaultId, out var fallback) && fallback.IsUsable
            ? new(fallback, BlockFault.Of(assigned, blocks))
            : null;
    }
}

/// <summary>The words of a job card.</summary>
internal sealed record BlockFault(string Kind, string Subject, string Detail)
{
    public static BlockFault Of(Guid? assigned, IReadOnlyDictionary<Guid, TrainingBlock> blocks) => assigned switch
    {
        null => new(JobCardKinds.MissingBlock, "block", "No training block is assigned; the default block is trained meanwhile."),
        { } id when blocks.ContainsKey(id) => new(
            JobCardKinds.InvalidBlock, $"{id}",
            "The assigned training block has no days, or a day without exercises; the default block is trained meanwhile."),
        { } id => new(
            JobCardKinds.InvalidBlock, $"{id}", "The assigned training block does not exist; the default block is trained meanwhile."),
    };
}
