using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Platform.DiscordSimulator.Api;
using Platform.DiscordSimulator.Control;
using Platform.DiscordSimulator.Interactions;
using Platform.DiscordSimulator.Model;
using Platform.DiscordSimulator.Page;

namespace Platform.DiscordSimulator;

internal static class DiscordSimulatorExtensions
{
    /// <exception cref="InvalidOperationException">The settings are at fault; the message names every fault.</exception>
    public static void AddDiscordSimulator(this WebApplicationBuilder builder)
    {
        if (builder.Configuration["URLS"] is null && builder.Configuration["HTTP_PORTS"] is null)
        {
            builder.WebHost.UseUrls("http://127.0.0.1:0");
        }

        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("System.Net.Http", LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        var options = builder.Configuration.GetSection(SimulatorOptions.Section).Get<SimulatorOptions>() ?? new SimulatorOptions();
        if (options.Faults().ToList() is { Count: > 0 } faults)
        {
            throw new InvalidOperationException(string.Join(" ", faults));
        }

        var services = builder.Services;
        services.AddSingleton(options);
        services.AddSingleton<Bots>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<Journal>().AddSingleton<SnowflakeSource>().AddSingleton<World>().AddSingleton<Views>();
        services.AddSingleton<BotGate>().AddSingleton<RateLimits>().AddSingleton<InvalidRequests>().AddSingleton<RequestCounts>();
        services.AddSingleton<MessagesApi>().AddSingleton<ChannelsApi>().AddSingleton<WebhooksApi>().AddSingleton<ApiPipeline>();
        services.AddSingleton<CommandsApi>().AddSingleton<CallbackApi>().AddSingleton<Answers>().AddSingleton<CommandActions>();
        services.AddSingleton<FaultList>().AddSingleton<FaultInjector>().AddSingleton<Roster>().AddSingleton<Actions>();
        services.AddSingleton<InteractionsEndpoint>().AddSingleton<Payloads>();
        services.AddSingleton<Interactor>().AddSingleton<Forger>();
        AddInteractionsClient(services);
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = Explain);
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddHealthChecks();
        services.ConfigureHttpJsonOptions(json =>
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false)));
    }

    public static void MapDiscordSimulator(this WebApplication app)
    {
        // What earlier runs kept is read before the first request, and a broken file stops the start.
        _ = app.Services.GetRequiredService<World>();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            StatusCodeSelector = failure => (failure as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status500InternalServerError,
            // A caller's mistake is answered, not logged as a failure of ours.
            SuppressDiagnosticsCallback = context => context.Exception is BadHttpRequestException,
        });
        app.UseStatusCodePages();
        app.UseRouting();
        DiscordApi.Map(app);
        ControlApi.Map(app);
        PageFiles.Map(app);
        app.MapHealthChecks("/health");
        app.MapHealthChecks("/alive");
    }

    // The path of what could not be read, not its bytes.
    private static void Explain(ProblemDetailsContext context)
    {
        if (context.HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error is BadHttpRequestException bad)
        {
            context.ProblemDetails.Title = "The request is not valid";
            context.ProblemDetails.Detail = bad.InnerException is JsonException { Path: { } path } ? $"The body is not valid: look at {path}." : bad.Message;
        }
    }

    // Discord follows no redirect, goes through no proxy of ours and takes part in no trace of ours.
    private static void AddInteractionsClient(IServiceCollection services) =>
        services.AddHttpClient(InteractionsEndpoint.ClientName, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseProxy = false,
                UseCookies = false,
                ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
            });
}
