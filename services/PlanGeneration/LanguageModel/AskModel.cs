using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace Platform.PlanGeneration.LanguageModel;

/// <summary>
/// Asks the language model. An answer that is refused is asked for again with a stricter prompt, at most twice; all of it
/// within the time-out and the athlete's budget of the day. Every outcome but an answer means: use the rules.
/// No transaction may be open around it: an answer takes seconds.
/// </summary>
internal sealed partial class AskModel(
    IOptions<ModelOptions> options, ModelEndpoint endpoint, ModelLedger ledger, ModelMetrics metrics, TimeProvider time, ILogger<AskModel> log)
{
    private readonly ModelOptions _options = options.Value;

    public bool IsConfigured => _options.IsConfigured;

    /// <summary>The longest that a question takes.</summary>
    public TimeSpan Timeout => _options.Timeout;

    /// <exception cref="OperationCanceledException">The caller's own cancellation; no failure of the model is thrown.</exception>
    /// <exception cref="ArgumentException">The purpose is none of <see cref="Purposes"/>.</exception>
    public async Task<ModelAnswer<T>> RunAsync<T>(ModelRequest<T> request, CancellationToken ct)
    {
        if (!Purposes.All.Contains(request.Purpose))
        {
            throw new ArgumentException($"{request.Purpose} is not a purpose.", nameof(request));
        }

        if (!IsConfigured)
        {
            return new(ModelOutcome.NotConfigured, default, null, []);
        }

        var dialogue = new Dialogue(new(request.UserId, request.LocalDate, request.Purpose, Guid.CreateVersion7(time.GetUtcNow())), _options.Model);
        try
        {
            var (outcome, value) = await RunAsync(request, dialogue, ct);
            var name = Name(outcome);
            metrics.Question(request.Purpose, name);
            if (dialogue.Attempts == 0)
            {
                return new(outcome, default, null, []);
            }

            // What is known is kept, even if nobody waits for it any more.
            await ledger.CloseAsync(dialogue.Question, name, dialogue.Attempts, dialogue.Faults, CancellationToken.None);
            Ended(log, request.Purpose, name, dialogue.Attempts);
            return new(outcome, value, dialogue.Provenance, outcome == ModelOutcome.Answered ? [] : dialogue.LastFaults);
        }
        catch (OperationCanceledException) when (dialogue.Attempts > 0)
        {
            metrics.Question(request.Purpose, "cancelled");
            await ledger.CloseAsync(dialogue.Question, "cancelled", dialogue.Attempts, dialogue.Faults, CancellationToken.None);
            throw;
        }
    }

    private async Task<(ModelOutcome Outcome, T? Value)> RunAsync<T>(ModelRequest<T> request, Dialogue dialogue, CancellationToken ct)
    {
        var deadline = new Deadline(time, _options.Timeout);
        for (var version = 0; version <= Prompt.Strictest; version++)
        {
            if (deadline.IsOver)
            {
                return (ModelOutcome.Unavailable, default);
            }

            var prompt = Prompt.Write(
                request.Instructions, request.Data.Document, request.SchemaName, request.Schema, _options.MaxOutputTokens, version, dialogue.LastFaults);
            var reservation = Tariff.Most(_options, prompt);
            if (!await ReserveAsync(request, dialogue, reservation, version, ct))
            {
                return (ModelOutcome.OverBudget, default);
            }

            dialogue.Attempts++;
            dialogue.Version = version;
            var reply = await endpoint.AskAsync(prompt.Messages, prompt.Options, deadline, ct);
            if (reply.Response is not { } response)
            {
                metrics.Attempt("failed");
                await GiveBackAsync(dialogue, reservation, reply);
                return (ModelOutcome.Unavailable, default);
            }

            await SettleAsync(dialogue, prompt, reservation, response);
            var reading = ReadAnswer.Of(response, request.Schema, request.Read);
            if (reading.Faults.Count == 0)
            {
                metrics.Attempt("answered");
                return (ModelOutcome.Answered, reading.Value);
            }

            metrics.Attempt("refused");
            dialogue.Faults.Add(reading.Faults);
        }

        return (ModelOutcome.Unsafe, default);
    }

    private Task<bool> ReserveAsync<T>(ModelRequest<T> request, Dialogue dialogue, Reservation reservation, int version, CancellationToken ct) =>
        version > 0
            ? ledger.ReserveAsync(dialogue.Question, reservation, ct)
            : ledger.OpenAsync(dialogue.Question, reservation, Context(request), ct);

    private Task GiveBackAsync(Dialogue dialogue, Reservation reservation, EndpointReply reply) => reply.MayHaveCost
        ? Task.CompletedTask
        : ledger.SettleAsync(dialogue.Question, reservation, new Spent(0, 0, 0), CancellationToken.None);

    private async Task SettleAsync(Dialogue dialogue, Prompt prompt, Reservation reservation, ChatResponse response)
    {
        // An endpoint that does not count is counted for, with the bound by which its call was reserved.
        var spent = Tariff.Of(
            _options,
            Math.Max(0, response.Usage?.InputTokenCount ?? prompt.Bytes),
            Math.Max(0, response.Usage?.OutputTokenCount ?? Math.Min(_options.MaxOutputTokens, 4L * response.Text.Length)));
        dialogue.Count(spent, response.ModelId);
        metrics.Tokens(spent);
        await ledger.SettleAsync(dialogue.Question, reservation, spent, CancellationToken.None);
    }

    private static string Context<T>(ModelRequest<T> request) => new JsonObject
    {
        ["instructions"] = request.Instructions,
        ["schema"] = request.SchemaName,
        ["data"] = request.Data.Document.DeepClone(),
        ["omitted"] = new JsonArray([.. request.Data.Omitted.Select(o => new JsonObject
        {
            ["name"] = o.Name,
            ["sources"] = new JsonArray([.. o.Sources.Select(s => JsonValue.Create(s))]),
            ["reason"] = o.Reason,
        })]),
    }.ToJsonString();

    private static string Name(ModelOutcome outcome) => outcome switch
    {
        ModelOutcome.Answered => "answered",
        ModelOutcome.OverBudget => "over_budget",
        ModelOutcome.Unavailable => "unavailable",
        _ => "unsafe",
    };

    [LoggerMessage(4103, LogLevel.Information, "The language model was asked for {Purpose}: {Outcome} after {Attempts} attempts")]
    private static partial void Ended(ILogger logger, string purpose, string outcome, int attempts);

    /// <summary>What has become of a question so far.</summary>
    private sealed class Dialogue(Question question, string model)
    {
        private const int LongestName = 100;
        private string _model = model;
        private Spent _spent = new(0, 0, 0);

        public Question Question => question;

        public int Attempts { get; set; }

        public int Version { get; set; }

        public List<IReadOnlyList<string>> Faults { get; } = [];

        public IReadOnlyList<string> LastFaults => Faults.Count == 0 ? [] : Faults[^1];

        public ModelProvenance Provenance => new(
            _model, Attempts, Version, _spent.InputTokens, _spent.OutputTokens, _spent.CostMicros, question.SnapshotId);

        public void Count(Spent spent, string? model)
        {
            _spent = new(_spent.InputTokens + spent.InputTokens, _spent.OutputTokens + spent.OutputTokens, _spent.CostMicros + spent.CostMicros);
            if (!string.IsNullOrWhiteSpace(model))
            {
                var name = PromptData.CleanText(model);
                _model = name.Length <= LongestName ? name : name[..LongestName];
            }
        }
    }
}
