using System.Net;
using Platform.Standalone;
using Platform.Testing;

namespace Platform.Tests;

public sealed class StartUpTests
{
    [Fact]
    public async Task A_service_whose_servers_are_away_waits_says_so_and_goes_on_when_they_come()
    {
        using var folder = new ScratchFolder();
        var (postgresPort, brokerPort, port) = (FreePort.Next(), FreePort.Next(), FreePort.Next());
        string Connection(string database) => $"Host=127.0.0.1;Port={postgresPort};Username=postgres;Password=test;Database={database}";
        var environment = new Dictionary<string, string?>
        {
            ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}",
            ["ConnectionStrings__rabbitmq"] = $"amqp://guest:test@127.0.0.1:{brokerPort}",
            ["ConnectionStrings__identitydb"] = Connection("identitydb"),
            ["Discord__BotToken"] = "x",
            ["Discord__ApplicationId"] = "1100000000000000001",
            ["Discord__PublicKey"] = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        };
        foreach (var database in Programs.All.Select(p => p.Database).OfType<string>())
        {
            environment[$"ConnectionStrings__{database}"] = Connection(database);
        }

        var lines = new System.Collections.Concurrent.ConcurrentQueue<string>();
        await using var service = Start("services/Insights", "Insights", environment, lines.Enqueue);
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/") };

        await Eventually.AssertAsync(async () => (await http.GetAsync("alive")).StatusCode.ShouldBe(HttpStatusCode.OK));
        (await http.GetAsync("health")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        await Eventually.AssertAsync(() => lines.ShouldContain(line => line.Contains("PostgreSQL", StringComparison.OrdinalIgnoreCase) || line.Contains("outbox", StringComparison.Ordinal)));
        await Eventually.AssertAsync(() => lines.ShouldContain(line => line.Contains("RabbitMQ", StringComparison.OrdinalIgnoreCase)));

        await using var postgres = await NativePostgres.StartAsync(
            new() { DataDirectory = Path.Combine(folder.Path, "postgres"), Password = "test", Port = postgresPort, Durable = false }, default);
        await using var broker = await NativeRabbitMq.StartAsync(
            new() { DataDirectory = Path.Combine(folder.Path, "rabbitmq"), Password = "test", Port = brokerPort, Durable = false }, default);
        await using var migrations = Start("AppHost/Migrations", "Migrations", environment, lines.Enqueue);
        (await migrations.Exited).ShouldBe(0, string.Join(Environment.NewLine, lines));

        await Eventually.AssertAsync(async () => (await http.GetAsync("health")).StatusCode.ShouldBe(HttpStatusCode.OK), TimeSpan.FromSeconds(60));
        service.IsRunning.ShouldBeTrue();
    }

    private static ChildProcess Start(string project, string assembly, Dictionary<string, string?> environment, Action<string> onLine) =>
        ChildProcess.Start(new ChildOptions
        {
            FileName = "dotnet",
            Arguments = [Checkout.Dll(project, assembly)],
            Environment = environment,
            OnLine = onLine,
        });

    private sealed class ScratchFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("platform-test-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
