using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Platform.ServiceDefaults.Telemetry;

/// <summary>Says in one line what the program waits for when that changes, and in one that it is there.</summary>
internal sealed partial class HealthLog(ILogger<HealthLog> log) : IHealthCheckPublisher
{
    private string _waitsFor = "";

    public Task PublishAsync(HealthReport report, CancellationToken cancellationToken)
    {
        var waitsFor = string.Join(" and ", report.Entries.Where(e => e.Value.Status != HealthStatus.Healthy).Select(e => Name(e.Key)).Distinct().Order());
        if (waitsFor != _waitsFor)
        {
            _waitsFor = waitsFor;
            if (waitsFor.Length > 0)
            {
                Waiting(log, waitsFor);
            }
            else
            {
                Ready(log);
            }
        }

        return Task.CompletedTask;
    }

    // The checks as MassTransit and Aspire.Npgsql name them.
    private static string Name(string check) => check switch
    {
        "masstransit-bus" => "RabbitMQ",
        _ when check.StartsWith("PostgreSql", StringComparison.Ordinal) => "PostgreSQL",
        _ => check,
    };

    [LoggerMessage(1011, LogLevel.Warning, "Not ready: waiting for {What}")]
    private static partial void Waiting(ILogger logger, string what);

    [LoggerMessage(1012, LogLevel.Information, "Ready: everything it waited for is there")]
    private static partial void Ready(ILogger logger);
}
