using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using Platform.Delivery.Channels.WebPush;
using Platform.Standalone;

namespace Platform.Benchmarks.Delivery;

/// <summary>npm's web-push in a process of its own. <c>./bench</c> has installed it.</summary>
internal sealed class WebPushPeer : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    /// <summary>Where the packages are, outside of the checkout.</summary>
    private static string Folder { get; } = Environment.GetEnvironmentVariable("BENCH_PEERS")
        ?? throw new InvalidOperationException("./bench delivery installs the peer and says in BENCH_PEERS where it is.");

    public WebPushPeer(VapidKey key, IEnumerable<PushSubscription> subscriptions, string payload, PushOptions options) => File.WriteAllText(_file, JsonSerializer.Serialize(new
    {
        payload,
        ttl = (int)options.Ttl.TotalSeconds,
        vapid = new { subject = "mailto:bench@example.org", publicKey = key.PublicKey, privateKey = Base64Url.EncodeToString(key.ExportPrivateKey()) },
        subscriptions = subscriptions.Select(s => new { endpoint = s.Endpoint, keys = new { p256dh = Base64Url.EncodeToString(s.P256dh), auth = Base64Url.EncodeToString(s.Auth) } }),
    }));

    /// <summary>Whole requests, then encryptions alone, after a second to warm up.</summary>
    public async Task RoundAsync(Figures figures, int seconds)
    {
        var said = new List<string>();
        await using var process = ChildProcess.Start(new()
        {
            FileName = Path.Combine(Folder, "node_modules/.bin/node"),
            Arguments = [Path.Combine(Folder, "web-push.mjs"), _file, seconds.ToString(CultureInfo.InvariantCulture)],
            WorkingDirectory = Folder,
            OnLine = said.Add,
        });
        var code = await process.Exited.WaitAsync(TimeSpan.FromMinutes(1));
        if (code != 0)
        {
            throw new InvalidOperationException($"web-push ended with code {code}:{Environment.NewLine}{string.Join(Environment.NewLine, said)}");
        }

        var told = JsonDocument.Parse(said[^1]).RootElement;
        figures.Add("webpush_per_core_s", PerCoreSecond(told.GetProperty("request")));
        figures.Add("webpush_encrypted_per_core_s", PerCoreSecond(told.GetProperty("encryption")));
    }

    private static double PerCoreSecond(JsonElement made) => made.GetProperty("made").GetInt32() / made.GetProperty("cpuSeconds").GetDouble();

    public void Dispose() => File.Delete(_file);
}
