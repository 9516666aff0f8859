using System.Globalization;
using System.Net;
using Platform.Standalone;

namespace Platform.AppHost.Tests;

/// <summary>The platform itself, started as a person starts it.</summary>
public sealed class WholeSystemTests : IDisposable
{
    private readonly PrivateFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_comes_up_on_loopback_and_killed_outright_leaves_no_process()
    {
        var port = FreePort.Next().ToString(CultureInfo.InvariantCulture);
        await using var host = await RunningHost.StartWhole(_folder.Below("data"), $"--Gateway:Port={port}").IsReadyAsync();

        host.AddressOf("gateway").ShouldBe(new Uri($"http://127.0.0.1:{port}"));
        (await host.GetAsync("gateway", "/health")).ShouldBe("Healthy");
        var processes = host.Processes();
        Listening.Of(processes).ShouldAllBe(endpoint => IPAddress.IsLoopback(endpoint.Address));

        host.Send(Signal.Kill);

        await host.EndsAsync();
        await RunningHost.AllEndAsync(processes);
    }
}
