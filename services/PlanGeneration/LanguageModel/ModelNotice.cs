namespace Platform.PlanGeneration.LanguageModel;

internal static class ModelNotice
{
    /// <summary>Tells an athlete why the model did not write what was asked for; null where it did, or was not asked.</summary>
    /// <param name="what">Such as <c>this session</c>.</param>
    public static string? Of(ModelOutcome outcome, string what) => outcome switch
    {
        ModelOutcome.Unsafe => $"The language model's suggestions did not pass our checks, so the rule-based coach wrote {what}.",
        ModelOutcome.OverBudget => $"Your questions to the language model have used up today's budget, so the rule-based coach wrote {what}.",
        ModelOutcome.Unavailable => $"The language model could not be reached in time, so the rule-based coach wrote {what}.",
        _ => null,
    };
}
