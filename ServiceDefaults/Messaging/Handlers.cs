using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Platform.ServiceDefaults.Messaging;

/// <summary>Limits of one endpoint. Prefetch is how many messages the broker hands over before it waits for an answer.</summary>
public sealed record EndpointLimits(ushort Prefetch = 16, int Concurrency = 4);

/// <summary>Names the handlers of a service.</summary>
public sealed class Handlers
{
    private readonly IBusRegistrationConfigurator _bus;
    private readonly string _service;

    internal Handlers(IBusRegistrationConfigurator bus, string service) => (_bus, _service) = (bus, service);

    public Handlers Add<TMessage, THandler>(EndpointLimits? limits = null)
        where TMessage : class where THandler : class, IMessageHandler<TMessage>
    {
        limits ??= new();
        return Register<THandler, InboxConsumer<THandler, TMessage>>(limits, consumer => consumer.UseConcurrentMessageLimit(limits.Concurrency));
    }

    /// <param name="size">The most messages in a transaction.</param>
    /// <param name="wait">How long the first message of a batch waits for company.</param>
    public Handlers AddBatch<TMessage, THandler>(int size = 100, TimeSpan? wait = null)
        where TMessage : class where THandler : class, IBatchHandler<TMessage>
    {
        return Register<THandler, BatchInboxConsumer<THandler, TMessage>>(
            new EndpointLimits(Prefetch: (ushort)(size * 3), Concurrency: size * 3),
            consumer => consumer.Options<BatchOptions>(batch => batch
                .SetMessageLimit(size).SetConcurrencyLimit(2).SetTimeLimit(wait ?? TimeSpan.FromMilliseconds(50)).SetTimeLimitStart(BatchTimeLimitStart.FromFirst)));
    }

    private Handlers Register<THandler, TConsumer>(EndpointLimits limits, Action<IConsumerConfigurator<TConsumer>> configure)
        where THandler : class where TConsumer : class, IConsumer
    {
        _bus.AddSingleton(limits);
        _bus.AddScoped<THandler>();
        _bus.AddConsumer<TConsumer>((_, consumer) => configure(consumer)).Endpoint(endpoint =>
        {
            endpoint.Name = $"{_service}-{KebabCaseEndpointNameFormatter.Instance.SanitizeName(typeof(THandler).Name)}";
            endpoint.PrefetchCount = limits.Prefetch;
            endpoint.AddConfigureEndpointCallback((_, receive) => Configure(receive));
        });
        return this;
    }

    // Two layers: a server that is away is waited for as long as it takes; anything else is tried again five times
    // with growing, jittered pauses and then moved to the error queue.
    private static void Configure(IReceiveEndpointConfigurator receive)
    {
        if (receive is IRabbitMqReceiveEndpointConfigurator rabbit)
        {
            rabbit.SetQuorumQueue();
        }

        receive.UseMessageRetry(retry =>
        {
            retry.Handle<Exception>(Transient.Is);
            // Not Interval, which allocates one entry a retry.
            retry.Incremental(int.MaxValue, TimeSpan.FromSeconds(1), TimeSpan.Zero);
        });
        receive.UseMessageRetry(retry =>
        {
            retry.Ignore<Exception>(Transient.Is);
            retry.Exponential(5, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(10), TimeSpan.FromMilliseconds(200));
        });
    }
}
