using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.Scheduler;
using Platform.Scheduler.Features.DispatchDue;

namespace Platform.Benchmarks.Scheduler;

/// <summary>What the service is made of, in this program: its own registrations, not started, so that no clock turns and nothing is relayed.</summary>
internal static class Service
{
    public static async Task<WebApplication> OverAsync(string database)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:schedulerdb", database), new("Scheduler:Engines", Replica.Engines)]);
        builder.AddServiceDefaults();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.AddScheduler();
        var service = builder.Build();
        await service.Services.GetRequiredService<PrepareWaves>().RunOnceAsync(TimeProvider.System.GetUtcNow(), CancellationToken.None);
        return service;
    }
}
