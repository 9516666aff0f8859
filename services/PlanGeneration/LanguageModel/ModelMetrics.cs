using System.Diagnostics.Metrics;

namespace Platform.PlanGeneration.LanguageModel;

/// <summary>Meter <c>Platform.PlanGeneration.LanguageModel</c>: questions by purpose and outcome, attempts, tokens.</summary>
internal sealed class ModelMetrics
{
    public const string MeterName = "Platform.PlanGeneration.LanguageModel";

    private readonly Counter<long> _questions;
    private readonly Counter<long> _attempts;
    private readonly Counter<long> _tokens;

    public ModelMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _questions = meter.CreateCounter<long>("model.questions");
        _attempts = meter.CreateCounter<long>("model.attempts");
        _tokens = meter.CreateCounter<long>("model.tokens");
    }

    public void Question(string purpose, string outcome) => _questions.Add(1, new("purpose", purpose), new("outcome", outcome));

    /// <param name="result">answered, refused (by our checks) or failed.</param>
    public void Attempt(string result) => _attempts.Add(1, new KeyValuePair<string, object?>("result", result));

    public void Tokens(Spent spent)
    {
        _tokens.Add(spent.InputTokens, new KeyValuePair<string, object?>("kind", "input"));
        _tokens.Add(spent.OutputTokens, new KeyValuePair<string, object?>("kind", "output"));
    }
}
