using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Platform.Contracts.Delivery;
using Platform.ServiceDefaults.Messaging;

namespace Platform.Benchmarks.Messaging;

/// <summary>Hosts of the peers. Each connects as a service does, with a pool of the same size.</summary>
internal static class Leg
{
    public static IHost Bare(string postgres, Uri broker, Progress progress)
    {
        var builder = Builder(postgres, broker, progress);
        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.AddConsumer<BareConsumer>().Endpoint(endpoint =>
            {
                endpoint.Name = "bench-bare";
                endpoint.PrefetchCount = Load.Prefetch;
                endpoint.ConcurrentMessageLimit = Load.Concurrency;
                endpoint.AddConfigureEndpointCallback((_, receive) => ((IRabbitMqReceiveEndpointConfigurator)receive).SetQuorumQueue());
            });
            bus.UsingRabbitMq((context, rabbit) =>
            {
                rabbit.Host(broker);
                rabbit.ConfigureEndpoints(context);
            });
        });
        return builder.Build();
    }

    public static IHost Inbox(string postgres, Uri broker, Progress progress) =>
        Platform(postgres, broker, progress, handlers => handlers.Add<TopSetLogged, InboxHandler>(new(Load.Prefetch, Load.Concurrency)));

    public static IHost Publishing(string postgres, Uri broker, Progress progress) =>
        Platform(postgres, broker, progress, handlers => handlers.Add<TopSetLogged, PublishingHandler>(new(Load.Prefetch, Load.Concurrency)));

    public static IHost Batch(string postgres, Uri broker, Progress progress) =>
        Platform(postgres, broker, progress, handlers => handlers.AddBatch<TopSetLogged, BatchHandler>());

    public static IHost Relay(string postgres, Uri broker, Progress progress) => Platform(postgres, broker, progress, _ => { });

    private static IHost Platform(string postgres, Uri broker, Progress progress, Action<Handlers> handlers)
    {
        var builder = Builder(postgres, broker, progress);
        builder.AddMessaging("bench", handlers);
        return builder.Build();
    }

    private static WebApplicationBuilder Builder(string postgres, Uri broker, Progress progress)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:bench", postgres), new("ConnectionStrings:rabbitmq", broker.ToString())]);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.AddServiceDefaults();
        builder.AddDatabase("bench");
        builder.Services.AddSingleton(progress);
        return builder;
    }
}
