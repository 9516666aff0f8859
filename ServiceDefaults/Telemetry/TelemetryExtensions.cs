using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Platform.ServiceDefaults.Telemetry;

namespace Microsoft.Extensions.Hosting;

internal static class TelemetryExtensions
{
    /// <summary>
    /// Traces, metrics and logs over OTLP where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set, as Aspire sets it; nothing is
    /// collected where nobody listens. The sources are those that the framework and the libraries have built in.
    /// </summary>
    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("System.Net.Http.HttpClient", LogLevel.Warning);
        builder.Logging.AddFilter("Npgsql", LogLevel.Warning);
        if (string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            return;
        }

        var resource = ResourceBuilder.CreateDefault().AddService(builder.Environment.ApplicationName).AddEnvironmentVariableDetector();
        builder.Logging.AddOpenTelemetry(logging =>
        {
            logging.IncludeFormattedMessage = true;
            logging.SetResourceBuilder(resource).AddOtlpExporter();
        });
        builder.Services.AddHostedService(_ => new Providers(
            Traces().SetResourceBuilder(resource).AddOtlpExporter().Build(),
            Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource)
                .AddMeter("Microsoft.AspNetCore.*", "System.Net.Http", "System.Runtime", "Npgsql", "MassTransit", "Platform.*").AddOtlpExporter().Build()));
    }

    /// <summary>The spans that are collected, without what must not be kept; what exports them comes after.</summary>
    internal static TracerProviderBuilder Traces() => Sdk.CreateTracerProviderBuilder()
        .AddSource("Microsoft.AspNetCore", "System.Net.Http", "Npgsql", "MassTransit", "Platform.*").AddProcessor(new SecretAddresses());

    /// <summary>Holds the providers for the life of the host and flushes them at its end.</summary>
    private sealed class Providers(TracerProvider tracer, MeterProvider meter) : IHostedService, IDisposable
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
            tracer.Dispose();
            meter.Dispose();
        }
    }
}
