using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace Platform.PlanGeneration.LanguageModel;

internal static class LanguageModelExtensions
{
    /// <summary>Any OpenAI-compatible endpoint (section <c>LanguageModel</c>); none is asked unless it is set.</summary>
    public static void AddLanguageModel(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<IValidateOptions<ModelOptions>, ModelOptionsValidator>();
        services.AddOptions<ModelOptions>().BindConfiguration(ModelOptions.Section).ValidateOnStart();
        services.AddSingleton<IChatClient>(provider => new OpenAIChatClient(provider.GetRequiredService<IOptions<ModelOptions>>().Value));
        // Without an endpoint there is no client to make.
        services.AddSingleton(provider => new Lazy<IChatClient>(provider.GetRequiredService<IChatClient>));
        services.AddSingleton<ModelEndpoint>();
        services.AddSingleton<ModelLedger>();
        services.AddSingleton<ModelMetrics>();
        services.AddSingleton<AskModel>();
        services.AddSingleton<ForgetTalk>();
        services.AddHostedService(provider => provider.GetRequiredService<ForgetTalk>());
    }
}
