using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Platform.Standalone;
using Platform.Testing;

namespace Platform.AppHost.Tests;

public sealed class HostTests : IDisposable
{
    private readonly PrivateFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task SIGTERM_stops_everything_and_leaves_no_process()
    {
        await using var host = await RunningHost.StartSample(_folder.Below("data")).IsReadyAsync();
        var processes = host.Processes();
        processes.Count.ShouldBeGreaterThan(4, "the host, two services, a server and its children");

        host.Send(Signal.Terminate);

        (await host.EndsAsync()).ShouldBe(0, host.Output);
        await RunningHost.AllEndAsync(processes);
    }

    [Fact]
    public async Task Killed_outright_it_leaves_no_process_and_starts_again_on_the_same_data()
    {
        await using (var host = await RunningHost.StartSample(_folder.Below("data")).IsReadyAsync())
        {
            var processes = host.Processes();
            host.Send(Signal.Kill);
            await host.EndsAsync();
            await RunningHost.AllEndAsync(processes);
        }

        await using var again = await RunningHost.StartSample(_folder.Below("data")).IsReadyAsync();
    }

    [Fact]
    public async Task Two_run_side_by_side_on_loopback_with_their_own_servers()
    {
        await using var one = RunningHost.StartSample(_folder.Below("one"));
        await using var other = RunningHost.StartSample(_folder.Below("other"));
        await one.IsReadyAsync();
        await other.IsReadyAsync();

        one.AddressOf("postgres").ShouldNotBe(other.AddressOf("postgres"));
        var addresses = Listening.Of([.. one.Processes(), .. other.Processes()]);
        addresses.Count.ShouldBeGreaterThanOrEqualTo(6);
        addresses.ShouldAllBe(endpoint => IPAddress.IsLoopback(endpoint.Address));
    }

    [Fact]
    public async Task A_second_run_on_the_same_data_is_refused_with_a_sentence()
    {
        await using var first = await RunningHost.StartSample(_folder.Below("data")).IsReadyAsync();
        await using var second = RunningHost.StartSample(_folder.Below("data"));

        (await second.EndsAsync()).ShouldBe(1);
        second.Output.ShouldBe($"Another run uses the data folder {_folder.Below("data")}. Stop it, or choose another folder with the setting DataDirectory.");
        (await first.GetAsync("web", "/health")).ShouldBe("healthy");
    }

    [Fact]
    public async Task A_fixed_port_that_is_taken_is_refused_with_a_sentence()
    {
        using var listener = new TcpListener(IPAddress.Loopback, FreePort.Next());
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        await using var host = RunningHost.StartSample(_folder.Below("data"), $"--Web:Port={port}");

        (await host.EndsAsync()).ShouldBe(1);
        host.Output.ShouldBe($"Port {port}, which web needs, is taken by another program. Stop that, or choose another port (Web:Port).");
    }

    [Fact]
    public async Task A_service_that_crashes_is_started_again()
    {
        await using var host = await RunningHost.StartSample(_folder.Below("data")).IsReadyAsync();
        var before = host.ProcessIdOf("web");

        await host.PostAsync("web", "/end/3");

        await Eventually.AssertAsync(() =>
        {
            host.Resource("web").GetProperty("restarts").GetInt32().ShouldBe(1);
            host.Resource("web").GetProperty("state").GetString().ShouldBe("healthy");
        });
        host.ProcessIdOf("web").ShouldNotBe(before);
        (await host.GetAsync("web", "/health")).ShouldBe("healthy");
    }

    [Fact]
    public async Task A_server_that_is_killed_comes_back_on_the_same_port()
    {
        await using var host = await RunningHost.StartSample(_folder.Below("data")).IsReadyAsync();
        var (process, address) = (host.ProcessIdOf("postgres"), host.AddressOf("postgres"));

        Kernel.Send(process, Signal.Kill);

        await Eventually.AssertAsync(() =>
        {
            host.Resource("postgres").GetProperty("restarts").GetInt32().ShouldBe(1);
            host.Resource("postgres").GetProperty("state").GetString().ShouldBe("healthy");
        });
        host.AddressOf("postgres").ShouldBe(address);
    }

    [Fact]
    public async Task A_step_that_fails_ends_the_run_with_a_sentence()
    {
        await using var host = RunningHost.StartSample(_folder.Below("data"), "--Step:ExitCode=5");
        await Eventually.AssertAsync(() => host.Output.ShouldContain("the step has run"), TimeSpan.FromSeconds(60));
        var processes = host.Processes();

        (await host.EndsAsync()).ShouldBe(1);

        host.Output.ShouldContain("step ended with code 5; what waits for it cannot start.");
        await RunningHost.AllEndAsync(processes);
    }

    [Fact]
    public async Task A_reference_brings_the_variables_that_Aspire_would_inject()
    {
        await using var host = await RunningHost.StartSample(_folder.Below("data")).IsReadyAsync();
        var postgres = host.AddressOf("postgres");
        var api = host.AddressOf("api").ToString().TrimEnd('/');

        (await host.GetAsync("web", "/variables/ConnectionStrings__sampledb"))
            .ShouldMatch($"^Host=127.0.0.1;Port={postgres.Port};Username=postgres;Password=[^;]+;Database=sampledb$");
        (await host.GetAsync("web", "/variables/SAMPLEDB_PORT")).ShouldBe(postgres.Port.ToString(CultureInfo.InvariantCulture));
        (await host.GetAsync("web", "/variables/services__api__http__0")).ShouldBe(api);
        (await host.GetAsync("web", "/variables/API_HTTP")).ShouldBe(api);
        (await host.GetAsync("web", "/variables/API_PATH")).ShouldBe($"{api}/path");
        (await host.GetAsync("web", "/variables/ASPNETCORE_URLS")).ShouldBe(host.AddressOf("web").ToString().TrimEnd('/'));
        (await host.GetAsync("web", "/variables/OTEL_SERVICE_NAME")).ShouldBeEmpty("nobody listens to telemetry");
    }

    [Fact]
    public async Task Telemetry_is_named_after_the_resource_where_a_collector_is_configured()
    {
        await using var host = await RunningHost.StartSample(_folder.Below("data"), "--OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:9").IsReadyAsync();

        (await host.GetAsync("web", "/variables/OTEL_EXPORTER_OTLP_ENDPOINT")).ShouldBe("http://127.0.0.1:9");
        (await host.GetAsync("web", "/variables/OTEL_SERVICE_NAME")).ShouldBe("web");
        (await host.GetAsync("web", "/variables/OTEL_RESOURCE_ATTRIBUTES")).ShouldStartWith("service.instance.id=");
    }

    [Fact]
    public async Task Passwords_are_drawn_once_and_only_their_owner_reads_them()
    {
        await using (await RunningHost.StartSample(_folder.Below("data")).IsReadyAsync())
        {
        }

        var file = System.IO.Path.Combine(_folder.Below("data"), "parameters.json");
        var drawn = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);

        await using var again = await RunningHost.StartSample(_folder.Below("data")).IsReadyAsync();
        (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ShouldBe(drawn);
    }
}
