using System.Reflection;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.ServiceDefaults;
using Platform.ServiceDefaults.Messaging;

namespace Microsoft.Extensions.Hosting;

public static class MessagingExtensions
{
    private const string Broker = "rabbitmq";
    private const string DeclareOnly = "Messaging:DeclareOnly";

    /// <summary>
    /// Declares the queues and bindings of the service that <paramref name="addService"/> adds, and handles nothing. Run
    /// before any service starts: what is published before its consumer has ever run waits in the queue then, and is
    /// not lost.
    /// </summary>
    public static async Task DeclareQueuesAsync(Action<WebApplicationBuilder> addService, string[] args, CancellationToken ct)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Configuration[DeclareOnly] = "true";
        addService(builder);
        await using var service = builder.Build();
        var bus = service.Services.GetRequiredService<IBusControl>();
        await bus.StartAsync(ct);
        await bus.StopAsync(ct);
    }

    /// <summary>
    /// Connects the service to the broker (<c>ConnectionStrings:rabbitmq</c>): outbox relay, and one quorum queue for
    /// each handler, named <c>{service}-{handler}</c>, with inbox, retries with jitter and an <c>_error</c> queue.
    /// </summary>
    public static void AddMessaging(this IHostApplicationBuilder builder, string service, Action<Handlers>? configure = null)
    {
        builder.RequireBroker(Broker);
        builder.Services.AddSingleton(new ContractTypes(typeof(Platform.Contracts.Scheduler.EngineDue).Assembly));
        builder.Services.AddSingleton<InboxMetrics>();
        // What a broker or database that is away leads to is told once, by the health of the service; a message that goes to
        // its error queue is an error here too.
        builder.Logging.AddFilter("MassTransit", LogLevel.Error);
        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            configure?.Invoke(new Handlers(bus, service));
            bus.UsingRabbitMq((context, rabbit) =>
            {
                rabbit.Host(new Uri(builder.Configuration.GetConnectionString(Broker)!));
                rabbit.DeployTopologyOnly = builder.Configuration.GetValue<bool>(DeclareOnly);
                rabbit.ConfigureEndpoints(context);
            });
        });
        // After the bus, so that it is stopped before it: a relay whose bus has gone would report a failure that is none.
        builder.Services.AddHostedService<OutboxRelay>();
        builder.Services.Configure<MassTransitHostOptions>(options =>
        {
            // The service starts and says it is not ready while the broker is away; it does not die.
            options.WaitUntilStarted = false;
            options.StopTimeout = TimeSpan.FromSeconds(20);
        });
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(25));
    }
}
