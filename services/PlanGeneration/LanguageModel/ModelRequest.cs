using System.Text.Json;

namespace Platform.PlanGeneration.LanguageModel;

/// <summary>One question to the model.</summary>
/// <param name="UserId">Whose budget pays, and whose snapshot is kept.</param>
/// <param name="Purpose">One of <see cref="Purposes"/>.</param>
/// <param name="LocalDate">Today on the athlete's calendar: the day whose budget pays.</param>
/// <param name="Instructions">Ours alone. Nothing that an athlete wrote may be in it: that goes into <paramref name="Data"/>.</param>
/// <param name="SchemaName">Letters, digits, <c>_</c> and <c>-</c>; at most 64.</param>
/// <param name="Schema">
/// JSON Schema of the answer, as strict structured output asks: the root is an object, each object names all its
/// properties as required and has <c>additionalProperties: false</c>; what is optional is nullable.
/// </param>
/// <param name="Read">
/// Reads and checks an answer that satisfies the schema. What the model says reaches the caller through here only.
/// </param>
internal sealed record ModelRequest<T>(
    Guid UserId, string Purpose, DateOnly LocalDate, string Instructions, PromptData Data, string SchemaName, JsonElement Schema,
    Func<string, ModelReading<T>> Read);

/// <param name="Value">Null where there are faults.</param>
/// <param name="Faults">Lines of the form <c>path: reason</c>; the next, stricter prompt names them.</param>
internal sealed record ModelReading<T>(T? Value, IReadOnlyList<string> Faults)
{
    public static ModelReading<T> Sound(T value) => new(value, []);

    public static ModelReading<T> Faulty(params IReadOnlyList<string> faults) => new(default, faults);
}

internal static class Purposes
{
    public const string DailySession = "daily_session";
    public const string RacePlan = "race_plan";
    public const string Chat = "chat";

    public static readonly IReadOnlyList<string> All = [DailySession, RacePlan, Chat];
}

internal enum ModelOutcome
{
    Answered,

    /// <summary>No endpoint is set: nothing was asked and nothing is kept.</summary>
    NotConfigured,

    /// <summary>The athlete's budget of the day does not bear another call.</summary>
    OverBudget,

    /// <summary>Down, too slow, refusing (429, 4xx, 5xx), or left alone because it kept failing.</summary>
    Unavailable,

    /// <summary>The first answer and both after stricter prompts were refused.</summary>
    Unsafe,
}

/// <param name="Value">There where the outcome is <see cref="ModelOutcome.Answered"/>.</param>
/// <param name="Provenance">Null where nothing was sent.</param>
/// <param name="Faults">Those of the last answer that was refused.</param>
internal sealed record ModelAnswer<T>(ModelOutcome Outcome, T? Value, ModelProvenance? Provenance, IReadOnlyList<string> Faults);

/// <summary>Where an answer comes from; to be stored beside what was made of it.</summary>
/// <param name="Model">As the endpoint names itself, else as configured.</param>
/// <param name="Attempts">Prompts sent: 1 to 3.</param>
/// <param name="PromptVersion">Of the last prompt: 0 the first, 1 and 2 stricter.</param>
/// <param name="CostMicros">Millionths of the unit of which the prices name hundredths.</param>
/// <param name="SnapshotId">The row of <c>training_ai_context_snapshots</c>.</param>
internal sealed record ModelProvenance(
    string Model, int Attempts, int PromptVersion, long InputTokens, long OutputTokens, long CostMicros, Guid SnapshotId);
