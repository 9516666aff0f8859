using System.Reflection;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform.ServiceDefaults.Messaging;

namespace Microsoft.Extensions.Hosting;

public static class MessagingExtensions
{
    /// <summary>
    /// Connects the service to the broker (<c>ConnectionStrings:rabbitmq</c>): outbox relay, and one quorum queue for
    /// each handler, named <c>{service}-{handler}</c>, with inbox, retries with jitter and an <c>_error</c> queue.
    /// </summary>
    public static void AddMessaging(this IHostApplicationBuilder builder, string service, Action<Handlers>? configure = null)
    {
        builder.Services.AddSingleton(new ContractTypes(typeof(Platform.Contracts.Scheduler.EngineDue).Assembly));
        builder.Services.AddSingleton<InboxMetrics>();
        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            configure?.Invoke(new Handlers(bus, service));
            bus.UsingRabbitMq((context, rabbit) =>
            {
                var address = builder.Configuration.GetConnectionString("rabbitmq")
                    ?? throw new InvalidOperationException("ConnectionStrings:rabbitmq is missing: the address of the broker, amqp://user:password@host:port.");
                rabbit.Host(new Uri(address));
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
