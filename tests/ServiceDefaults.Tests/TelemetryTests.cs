using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace Platform.ServiceDefaults.Tests;

public sealed class TelemetryTests
{
    /// <summary>What a gateway and a service export of a request that the one forwards to the other.</summary>
    [Theory]
    [InlineData("/calendar/{0}.ics")]
    [InlineData("/Calendar/{0}.ics?download=1")]
    [InlineData("/calendar/{0}/more")]
    public async Task The_token_of_a_calendar_is_in_no_span_that_is_exported(string address)
    {
        var token = Guid.CreateVersion7().ToString("N");
        var exported = new Exported();
        using var traces = TelemetryExtensions.Traces().AddProcessor(new SimpleActivityExportProcessor(exported)).Build();
        var app = await StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        using var service = new ActivitySource("Platform.Tests");
        foreach (var path in new[] { string.Format(null, address, token), "/elsewhere/stays" })
        {
            await client.GetAsync(path);
            // As a framework does that notes the path of what comes in.
            service.StartActivity("GET", ActivityKind.Server)!.SetTag("url.path", path).Stop();
        }

        // The service's own spans end after its answers.
        await app.DisposeAsync();
        // Spans of tests beside this one are exported too.
        exported.Tags.ShouldNotContain(tag => tag.Contains(token));
        exported.Tags.Count(tag => tag.Contains("/calendar/{token}", StringComparison.OrdinalIgnoreCase)).ShouldBeGreaterThanOrEqualTo(2);
        exported.Tags.Count(tag => tag.EndsWith("/elsewhere/stays")).ShouldBeGreaterThanOrEqualTo(2);
    }

    private static async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/calendar/{file}", (string file) => TypedResults.Ok());
        await app.StartAsync();
        return app;
    }

    private sealed class Exported : BaseExporter<Activity>
    {
        public ConcurrentBag<string> Tags { get; } = [];

        public override ExportResult Export(in Batch<Activity> batch)
        {
            foreach (var span in batch)
            {
                foreach (var (key, value) in span.TagObjects)
                {
                    Tags.Add($"{key}={value}");
                }

                Tags.Add(span.DisplayName);
            }

            return ExportResult.Success;
        }
    }
}
