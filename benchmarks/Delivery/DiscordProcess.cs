using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Platform.Standalone;

namespace Platform.Benchmarks.Delivery;

/// <summary>The Discord simulator as a process of its own, with Discord's own limits.</summary>
internal sealed class DiscordProcess : IAsyncDisposable
{
    private const int PeopleOfOneToken = 40;

    private readonly ChildProcess _process;
    private readonly HttpClient _client;

    private DiscordProcess(ChildProcess process, Uri address)
    {
        (_process, Address) = (process, address);
        _client = new() { BaseAddress = address };
        _client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "DiscordBot (https://localhost, 1)");
    }

    public Uri Address { get; }

    public static async Task<DiscordProcess> StartAsync()
    {
        var address = Peer.Address();
        var dll = Repository.Dll("tests/Simulators/Discord", "DiscordSimulator");
        var simulator = new DiscordProcess(
            ChildProcess.Start(new()
            {
                FileName = "dotnet",
                Arguments = [dll],
                WorkingDirectory = Path.GetDirectoryName(dll),
                Environment = new Dictionary<string, string?>
                {
                    ["ASPNETCORE_URLS"] = address.ToString(),
                    ["Logging__LogLevel__Default"] = "Warning",
                },
                OnLine = Figures.Note,
            }),
            address);
        await Peer.AnswersAsync(simulator._client, "/health");
        return simulator;
    }

    /// <summary>Opens direct-message channels; other tokens than the service's, so that its limit is untouched.</summary>
    public async Task<IReadOnlyList<string>> OpenChannelsAsync(int from, int count)
    {
        var channels = new List<string>();
        for (var n = from; n < from + count; n++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "api/v10/users/@me/channels") { Content = JsonContent.Create(new { recipient_id = People.DiscordId(n) }) };
            request.Headers.TryAddWithoutValidation("Authorization", string.Create(CultureInfo.InvariantCulture, $"Bot opener-{n / PeopleOfOneToken}"));
            using var response = (await _client.SendAsync(request)).EnsureSuccessStatusCode();
            channels.Add((await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!);
        }

        return channels;
    }

    /// <summary>Answers so far, by route and status.</summary>
    public async Task<IReadOnlyDictionary<(string Route, int Status), int>> RequestsAsync()
    {
        var requests = await _client.GetFromJsonAsync<JsonElement>("simulator/requests");
        return requests.GetProperty("routes").EnumerateArray().ToDictionary(
            r => (r.GetProperty("route").GetString()!, r.GetProperty("status").GetInt32()), r => r.GetProperty("count").GetInt32());
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _process.DisposeAsync();
    }
}
