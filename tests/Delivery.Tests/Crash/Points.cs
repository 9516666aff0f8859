using System.Text;
using System.Text.Json.Nodes;

namespace Platform.Delivery.Tests.Crash;

/// <summary>What goes over the wires at the points where the process is killed.</summary>
internal static class Points
{
    /// <summary>AMQP's basic.ack: class 60, method 80; a consumer's to the broker, and the broker's confirm to a publisher.</summary>
    public static readonly byte[] Acknowledgement = [0, 60, 0, 80];

    /// <summary>AMQP's basic.publish: class 60, method 40.</summary>
    public static readonly byte[] Publication = [0, 60, 0, 40];

    public static bool OpensChannel(Exchange exchange) => exchange is { Method: "POST" } && exchange.Path.EndsWith("/users/@me/channels", StringComparison.Ordinal);

    public static bool PostsMessage(Exchange exchange) => exchange is { Method: "POST" } && exchange.Path.EndsWith("/messages", StringComparison.Ordinal);

    public static bool EditsMessage(Exchange exchange) => exchange is { Method: "PATCH" };

    /// <summary>A search in a channel for what may be there.</summary>
    public static bool Looks(Exchange exchange) => exchange is { Method: "GET" } && exchange.Path.Contains("/messages?", StringComparison.Ordinal);

    /// <summary>The second from now on that is one of <paramref name="which"/>.</summary>
    public static Func<Exchange, bool> Second(Func<Exchange, bool> which)
    {
        var seen = 0;
        return exchange => which(exchange) && ++seen == 2;
    }

    /// <summary>The id in Discord's answer, as it goes into the database.</summary>
    public static byte[] IdIn(Exchange answered) => Bytes(JsonNode.Parse(answered.Answer!)!["id"]!.GetValue<string>());

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
