using Platform.Standalone;

namespace Platform.Benchmarks.Delivery;

/// <summary>A Discord that takes all there is, and a service that is told so.</summary>
internal static class Unlimited
{
    public static readonly (string, string)[] Settings = [("Discord__RequestsPerSecond", "10000")];

    public static async Task<ChildProcess> StartAsync(Uri address)
    {
        var receivers = Peer.Self("receivers", Peer.Port(address));
        using var client = new HttpClient { BaseAddress = address };
        await Peer.AnswersAsync(client, "/");
        return receivers;
    }
}
