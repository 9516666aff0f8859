using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Platform.WebPushSimulator.Browser;
using Platform.WebPushSimulator.Control;
using Platform.WebPushSimulator.Page;
using Platform.WebPushSimulator.Push;

namespace Platform.WebPushSimulator;

internal static class WebPushSimulatorExtensions
{
    /// <exception cref="InvalidOperationException">The settings are at fault; the message names every fault.</exception>
    public static void AddWebPushSimulator(this WebApplicationBuilder builder)
    {
        if (builder.Configuration["URLS"] is null && builder.Configuration["HTTP_PORTS"] is null)
        {
            builder.WebHost.UseUrls("http://127.0.0.1:0");
        }

        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        var options = builder.Configuration.GetSection(SimulatorOptions.Section).Get<SimulatorOptions>() ?? new SimulatorOptions();
        if (options.Faults().ToList() is { Count: > 0 } faults)
        {
            throw new InvalidOperationException(string.Join(" ", faults));
        }

        var services = builder.Services;
        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<Browsers>().AddSingleton<FaultList>().AddSingleton<RequestCounts>().AddSingleton<PushApi>();
        services.AddHealthChecks();
        services.ConfigureHttpJsonOptions(json =>
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false)));
    }

    public static void MapWebPushSimulator(this WebApplication app)
    {
        app.MapPost("/push/{token}", (string token, HttpContext http, PushApi push) => push.ReceiveAsync(token, http));
        ControlApi.Map(app);
        PageFiles.Map(app);
        app.MapHealthChecks("/health");
        app.MapHealthChecks("/alive");
    }
}
