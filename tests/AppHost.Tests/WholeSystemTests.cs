using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Platform.Standalone;

namespace Platform.AppHost.Tests;

/// <summary>The platform itself, started as a person starts it.</summary>
public sealed class WholeSystemTests : IDisposable
{
    private const string Password = "sesame-open-4-me";
    private readonly PrivateFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_comes_up_on_loopback_and_killed_outright_leaves_no_process()
    {
        var port = FreePort.Next().ToString(CultureInfo.InvariantCulture);
        await using var host = await RunningHost.StartWhole(_folder.Below("data"), $"--Gateway:Port={port}", $"--Operator:Password={Password}").IsReadyAsync();

        host.AddressOf("gateway").ShouldBe(new Uri($"http://127.0.0.1:{port}"));
        (await host.GetAsync("gateway", "/health")).ShouldBe("Healthy");
        (await QueuesAsync(host.AddressOf("gateway"))).ShouldContain("scheduler-on-raise-job-card");
        var processes = host.Processes();
        Listening.Of(processes).ShouldAllBe(endpoint => IPAddress.IsLoopback(endpoint.Address));

        host.Send(Signal.Kill);

        await host.EndsAsync();
        await RunningHost.AllEndAsync(processes);
    }

    // What the scheduler asks the broker's management for, whose address it has from the model.
    private static async Task<IEnumerable<string?>> QueuesAsync(Uri gateway)
    {
        using var http = new HttpClient { BaseAddress = gateway };
        var login = await http.PostAsJsonAsync("api/identity/login", new { email = "operator@platform.local", password = Password });
        var ticket = (await login.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ticket);
        return (await http.GetFromJsonAsync<JsonElement>("api/scheduler/queues")).GetProperty("queues").EnumerateArray()
            .Select(queue => queue.GetProperty("name").GetString());
    }
}
