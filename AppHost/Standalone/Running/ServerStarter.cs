using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Aspire.Hosting.ApplicationModel;
using Npgsql;

namespace Platform.Standalone;

/// <summary>Starts servers natively where they are installed, in containers where only Docker is.</summary>
internal sealed class ServerStarter
{
    private readonly DataFolder _data;
    private readonly bool _native;

    private ServerStarter(DataFolder data, bool native) => (_data, _native) = (data, native);

    /// <exception cref="ServerFailedException">Neither is there; the message names the packages.</exception>
    internal static async Task<ServerStarter> ChooseAsync(Model model, CancellationToken ct)
    {
        List<string> missing = [];
        if (model.Resources.OfType<PostgresServerResource>().Any() && PostgresCluster.Find("postgres") is null)
        {
            missing.Add("postgresql");
        }

        if (model.Resources.OfType<RabbitMQServerResource>().Any() && RabbitMqNode.Find() is null)
        {
            missing.Add("rabbitmq-server");
        }

        return missing.Count == 0 || await ContainerServer.AreThereAsync(ct)
            ? new(model.Data, native: missing.Count == 0)
            : throw new ServerFailedException(
                $"There is neither a Docker engine nor what would run without one: install {string.Join(" and ", missing)} (Debian: apt-get install {string.Join(' ', missing)}).");
    }

    internal async Task<IServer> StartAsync(ServerResource resource, Action<string> log, CancellationToken ct) => (resource, _native) switch
    {
        (PostgresServerResource postgres, true) => await NativePostgres.StartAsync(
            new() { DataDirectory = _data.Below(postgres.Name), Password = postgres.Password(), Port = postgres.Port, Log = log }, ct),
        (RabbitMQServerResource rabbit, true) => await NativeRabbitMq.StartAsync(
            new()
            {
                DataDirectory = _data.Below(rabbit.Name), Password = rabbit.Password(),
                Port = rabbit.Port, ManagementPort = rabbit.ManagementPort, Log = log,
            },
            ct),
        (PostgresServerResource postgres, false) => await ContainerServer.StartAsync(
            "postgres:17.6",
            ["-p", ContainerServer.Publish(postgres.Port, 5432), "-v", $"{Volume(postgres)}:/var/lib/postgresql/data", "-e", "POSTGRES_PASSWORD"],
            new Dictionary<string, string?> { ["POSTGRES_PASSWORD"] = postgres.Password() },
            "docker-entrypoint.sh postgres", "INT",
            stop => AnswersAsync(postgres, stop), log, ct),
        (RabbitMQServerResource rabbit, false) => await ContainerServer.StartAsync(
            "rabbitmq:4.2-management",
            [
                "-p", ContainerServer.Publish(rabbit.Port, 5672), "-p", ContainerServer.Publish(rabbit.ManagementPort, 15672),
                "-v", $"{Volume(rabbit)}:/var/lib/rabbitmq", "--hostname", rabbit.Name, "-e", "RABBITMQ_DEFAULT_PASS",
                "-e", "RABBITMQ_DEFAULT_USER=guest",
            ],
            new Dictionary<string, string?> { ["RABBITMQ_DEFAULT_PASS"] = rabbit.Password() },
            "docker-entrypoint.sh rabbitmq-server", "TERM",
            stop => AmqpGreeting.IsGivenAsync(rabbit.Port, stop), log, ct),
        _ => throw new NotSupportedException($"{resource.Name} is no server that Standalone knows."),
    };

    // Volumes of two data folders must not meet.
    private string Volume(ServerResource resource) =>
        $"platform-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(_data.Path)))[..8]}-{resource.Name}";

    private static async Task<bool> AnswersAsync(PostgresServerResource postgres, CancellationToken ct)
    {
        try
        {
            await using var connection = new NpgsqlConnection(string.Create(
                CultureInfo.InvariantCulture,
                $"Host=127.0.0.1;Port={postgres.Port};Username=postgres;Password={postgres.Password()};Database=postgres;Pooling=false;Timeout=5"));
            await connection.OpenAsync(ct);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}
