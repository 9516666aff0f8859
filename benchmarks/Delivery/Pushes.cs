using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Platform.Benchmarks.Planning;
using Platform.Delivery;
using Platform.Delivery.Channels.WebPush;

namespace Platform.Benchmarks.Delivery;

/// <summary>
/// Web Push messages made ready to send, encrypted and signed, on one thread and by processor time, in turn with npm's
/// web-push, which is given the same subscriptions, keys and payload; and sends over HTTP.
/// </summary>
internal sealed class Pushes(VapidKey key, IReadOnlyList<PushSubscription> subscriptions, byte[] payload)
{
    private const int Rounds = 3;
    private const int Seconds = 2;
    private const int Browsers = 500;
    private const int Concurrency = 16;

    private static readonly PushOptions Options = new(TimeSpan.FromHours(4));

    // What a day's training is as a notification: about a kilobyte of JSON.
    private static readonly string Payload = $$"""
        {"title":"Lower body","body":"{{string.Concat(Enumerable.Repeat("Back squat 4 x 5, 102.5 kg, rest 3:00. ", 20))}}","tag":"0193f0c2a1b27c3d8e4f5a6b7c8d9e0f","url":"/today"}
        """;

    public static async Task MeasureAsync(Figures figures)
    {
        using var key = VapidKey.Create();
        var address = Peer.Address();
        await using var receivers = await Unlimited.StartAsync(address);
        var subscriptions = Enumerable.Range(0, Browsers).Select(n => Subscription(new Uri(address, $"push/{n}"), key)).ToList();
        var pushes = new Pushes(key, subscriptions, Encoding.UTF8.GetBytes(Payload));
        using var peer = new WebPushPeer(key, subscriptions, Payload, Options);

        await pushes.RoundAsync(new("warm-up"));
        for (var round = 0; round < Rounds; round++)
        {
            await pushes.RoundAsync(figures);
            await peer.RoundAsync(figures, Seconds);
        }

        await pushes.SendAsync(figures);
    }

    private async Task RoundAsync(Figures figures)
    {
        figures.Add("push_per_core_s", await RequestsAsync());
        figures.Add("push_encrypted_per_core_s", await PerCoreSecondAsync(subscription =>
        {
            MessageEncryption.Encrypt(payload, subscription.P256dh, subscription.Auth);
            return ValueTask.CompletedTask;
        }));
    }

    /// <summary>The service's own client up to the wire.</summary>
    private async Task<double> RequestsAsync()
    {
        using var wire = new HttpClient(new Taken());
        var client = Client(wire);
        return await PerCoreSecondAsync(async subscription => Check(await client.SendAsync(subscription, payload, Options, CancellationToken.None)));
    }

    private async Task<double> PerCoreSecondAsync(Func<PushSubscription, ValueTask> make)
    {
        var (processor, made) = (new Processor(), 0);
        while (processor.Wall < Seconds)
        {
            foreach (var subscription in subscriptions)
            {
                await make(subscription);
            }

            made += subscriptions.Count;
        }

        return made / processor.Own;
    }

    private async Task SendAsync(Figures figures)
    {
        using var http = WebPushExtensions.Http(new());
        var client = Client(http);
        for (var round = 0; round <= Rounds; round++)
        {
            var (started, count) = (Stopwatch.GetTimestamp(), 10 * subscriptions.Count);
            await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = Concurrency }, async (n, ct) =>
                Check(await client.SendAsync(subscriptions[n % subscriptions.Count], payload, Options, ct)));
            if (round > 0)
            {
                figures.Add("push_sends_per_s", count / Stopwatch.GetElapsedTime(started).TotalSeconds);
            }
        }
    }

    private WebPushClient Client(HttpClient http) => new(
        http, new PushEndpoints(new WebPushOptions { AllowHttpOnLoopback = true }), new VapidTokens("mailto:bench@example.org", TimeProvider.System),
        new OriginPauses(), TimeProvider.System, (_, _) => ValueTask.FromResult<VapidKey?>(key));

    private static void Check(PushAnswer answer)
    {
        if (answer is not PushAnswer.Accepted)
        {
            throw new InvalidOperationException($"A message was not taken: {answer}.");
        }
    }

    private static PushSubscription Subscription(Uri endpoint, VapidKey key)
    {
        using var browser = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var q = browser.ExportParameters(includePrivateParameters: false).Q;
        return new(Guid.CreateVersion7(), Guid.CreateVersion7(), endpoint.ToString(), [4, .. q.X!, .. q.Y!], RandomNumberGenerator.GetBytes(MessageEncryption.AuthSize), key.PublicKey);
    }

    /// <summary>A wire without length: whatever goes out is taken.</summary>
    private sealed class Taken : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.Created));
    }
}
