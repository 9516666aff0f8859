namespace Platform.PlanGeneration.LanguageModel;

internal sealed class AskModel
{
    public bool IsConfigured => false;

    public Task<ModelAnswer<T>> RunAsync<T>(ModelRequest<T> request, CancellationToken ct) =>
        Task.FromResult(new ModelAnswer<T>(ModelOutcome.NotConfigured, default, null, []));
}
