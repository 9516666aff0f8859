using System.Collections.Concurrent;
using System.Reflection;
using MassTransit;

namespace Platform.Testing;

/// <summary>A seat at the bus: publishes as a service would, and keeps every contract that goes by.</summary>
public sealed class Broker : IAsyncDisposable
{
    private readonly ConcurrentQueue<object> _seen = new();
    private readonly IBusControl _bus;

    private Broker(string address)
    {
        _bus = Bus.Factory.CreateUsingRabbitMq(rabbit =>
        {
            rabbit.Host(new Uri(address));
            rabbit.ReceiveEndpoint(new TemporaryEndpointDefinition(), endpoint =>
            {
                foreach (var contract in typeof(Contracts.Scheduler.EngineDue).Assembly.GetExportedTypes().Where(IsMessage))
                {
                    Keep.MakeGenericMethod(contract).Invoke(this, [endpoint]);
                }
            });
        });
    }

    private static MethodInfo Keep { get; } = typeof(Broker).GetMethod(nameof(KeepAll), BindingFlags.Instance | BindingFlags.NonPublic)!;

    public static async Task<Broker> ConnectAsync(string address)
    {
        var broker = new Broker(address);
        await broker._bus.StartAsync(TimeSpan.FromSeconds(30));
        return broker;
    }

    public IReadOnlyList<T> Published<T>() => [.. _seen.OfType<T>()];

    public Task PublishAsync<T>(T message, Guid? messageId = null) where T : class =>
        _bus.Publish(message, context => context.MessageId = messageId ?? Guid.CreateVersion7());

    public async ValueTask DisposeAsync() => await _bus.StopAsync(TimeSpan.FromSeconds(10));

    private static bool IsMessage(Type type) => type is { IsClass: true, IsAbstract: false };

    private void KeepAll<T>(IReceiveEndpointConfigurator endpoint) where T : class =>
        endpoint.Handler<T>(context =>
        {
            _seen.Enqueue(context.Message);
            return Task.CompletedTask;
        });
}
