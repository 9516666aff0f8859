using System.Text.Json;
using Platform.ServiceDefaults.Http;
using RabbitMQ.Client.Exceptions;

namespace Platform.Scheduler.Features.Queues;

/// <summary>A broker that is away, slow or refuses is a problem to be told, and no failure of ours.</summary>
internal sealed partial class BrokerProblems(ILogger<BrokerProblems> log) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (Exception failure) when (Describe(failure) is { } detail && !context.HttpContext.RequestAborted.IsCancellationRequested)
        {
            Unreachable(log, failure.GetType().Name);
            return Problems.Create(StatusCodes.Status503ServiceUnavailable, "broker-unreachable", "The broker does not answer", detail);
        }
    }

    /// <returns>Null where the failure is not the broker's.</returns>
    public static string? Describe(Exception failure) => failure switch
    {
        _ when ManagementApi.IsRefusal(failure) =>
            "RabbitMQ's management API refuses the user: give that of ConnectionStrings:rabbitmq the tag monitoring, or put one that has it into Broker:Management.",
        HttpRequestException or JsonException =>
            "RabbitMQ's management API does not answer at Broker:Management; try again shortly. Requeueing and the depth of a single queue do not need it.",
        RabbitMQClientException or IOException or OperationCanceledException or TimeoutException =>
            "RabbitMQ does not answer, or refuses; try again shortly.",
        _ => null,
    };

    // Not the exception: an address with its password may be in its words.
    [LoggerMessage(2602, LogLevel.Warning, "The broker's queues could not be reached: {Failure}")]
    private static partial void Unreachable(ILogger logger, string failure);
}
