namespace Platform.Scheduler.Features.Queues;

/// <summary>Settings under <c>Broker</c>.</summary>
internal sealed class BrokerOptions
{
    public const string Section = "Broker";

    /// <summary>
    /// The address of RabbitMQ's management API, such as <c>http://localhost:15672</c>; empty: the list of queues is not
    /// served. Signs in as the user in the address, else as the one of <c>ConnectionStrings:rabbitmq</c>.
    /// </summary>
    public string Management { get; set; } = "";

    public Uri? ManagementAddress => Management.Length == 0 ? null : new Uri(Management);

    // What it is instead is not told: there may be a password in it.
    public const string Expected = "Broker:Management is wrong; expected http://host:port of RabbitMQ's management API, or nothing";

    public bool IsSound => Management.Length == 0
        || (Uri.TryCreate(Management, UriKind.Absolute, out var address) && address is { Scheme: "http" or "https" });
}
