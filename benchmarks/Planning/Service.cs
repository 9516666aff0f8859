using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.PlanGeneration;

namespace Platform.Benchmarks.Planning;

/// <summary>What PlanGeneration is made of, in this program: its own registrations, not started, so that no queue is read.</summary>
internal static class Service
{
    public static WebApplication Over(string database)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:plangenerationdb", database)]);
        builder.AddServiceDefaults();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.AddPlanGeneration();
        return builder.Build();
    }
}
