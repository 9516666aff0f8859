namespace Platform.PlanGeneration.LanguageModel;

/// <summary>Tokens and what they cost. A micro is a millionth of the unit of which the prices name hundredths.</summary>
internal sealed record Spent(long InputTokens, long OutputTokens, long CostMicros);

/// <summary>The most that one call may come to.</summary>
internal sealed record Reservation(long Tokens, long CostMicros);

internal static class Tariff
{
    public const long MicrosPerCent = 10_000;

    /// <summary>
    /// A bound, not a guess: a token stands for at least one byte of the prompt, and no more of them than asked for come
    /// back. What is left over is given back once the call has ended.
    /// </summary>
    public static Reservation Most(ModelOptions options, Prompt prompt) =>
        new(prompt.Bytes + options.MaxOutputTokens, Cost(options, prompt.Bytes, options.MaxOutputTokens));

    public static Spent Of(ModelOptions options, long inputTokens, long outputTokens) =>
        new(inputTokens, outputTokens, Cost(options, inputTokens, outputTokens));

    private static long Cost(ModelOptions options, long input, long output) =>
        (long)decimal.Ceiling((input * options.InputCentsPerMillionTokens + output * options.OutputCentsPerMillionTokens) * MicrosPerCent / 1_000_000);
}
