namespace Platform.Scheduler.Features.Queues;

internal static class QueuesExtensions
{
    public static void AddQueues(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<BrokerOptions>().BindConfiguration(BrokerOptions.Section)
            .Validate(options => options.IsSound, BrokerOptions.Expected).ValidateOnStart();
        services.AddSingleton<Broker>();
        services.AddSingleton<Requeue>();
        // Not tried again: an operator is waiting, and asks again.
        services.AddHttpClient<ManagementApi>(http => http.Timeout = TimeSpan.FromSeconds(5))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
    }

    /// <param name="scheduler">The group of the operators' addresses.</param>
    public static void MapQueues(this RouteGroupBuilder scheduler)
    {
        var queues = scheduler.MapGroup("/queues").AddEndpointFilter<BrokerProblems>();
        queues.MapGet("", ShowQueues.HandleAsync).WithSummary("Operators: the broker's queues, and what waits in them.");
        queues.MapGet("/{name}", ShowQueues.ByNameAsync).WithSummary("Operators: what waits in one queue.");
        queues.MapGet("/{name}/messages", ShowMessages.HandleAsync)
            .WithSummary("Operators: what lies in an error queue and why. Never what it says.");
        queues.MapPost("/{name}/requeue", Requeue.HandleAsync)
            .WithSummary("Operators: puts the messages of an error queue back into the queue they came from.");
    }
}
