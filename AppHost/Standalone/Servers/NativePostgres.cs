using System.Globalization;
using Npgsql;

namespace Platform.Standalone;

/// <summary>
/// A PostgreSQL server of our own: own cluster, own port, loopback only, no socket file, no connection with any
/// server of the system. Started by root, it runs as an unprivileged account.
/// </summary>
public sealed class NativePostgres : IServer
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    private readonly PostgresOptions _options;
    private readonly PostgresCluster _cluster;
    private ChildProcess? _child;
    private volatile bool _answering;

    private NativePostgres(PostgresOptions options)
    {
        _options = options;
        _cluster = new PostgresCluster(options);
        Port = options.Port == 0 ? FreePort.Next() : options.Port;
    }

    /// <summary>Creates the cluster where there is none, starts the server and returns when it answers a query.</summary>
    /// <exception cref="ServerFailedException">It is not installed, or it ended or kept silent; the message has its words.</exception>
    public static async Task<NativePostgres> StartAsync(PostgresOptions options, CancellationToken ct)
    {
        var server = new NativePostgres(options);
        await server._cluster.EnsureAsync(ct);
        await server.LaunchAsync(ct);
        return server;
    }

    public int Port { get; }

    public int ProcessId => _child?.Id ?? 0;

    /// <summary>Ends with the server's exit code whenever it ends, asked or not.</summary>
    public Task<int> Exited => _child?.Exited ?? Task.FromResult(0);

    public string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={Port.ToString(CultureInfo.InvariantCulture)};Username=postgres;Password={_options.Password};Database={database}";

    /// <summary>A fast shutdown: sessions are cut, data is written out.</summary>
    public Task StopAsync() => _child?.StopAsync(StopPatience) ?? Task.CompletedTask;

    /// <summary>SIGKILL to the server and all its sessions, as a crash would.</summary>
    public Task KillAsync() => _child?.KillAsync() ?? Task.CompletedTask;

    /// <summary>Starts it again on the same data and port, stopping it first where it runs.</summary>
    public async Task RestartAsync(CancellationToken ct)
    {
        await StopAsync();
        await LaunchAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_child is not null)
        {
            await _child.DisposeAsync();
        }
    }

    private async Task LaunchAsync(CancellationToken ct)
    {
        var said = new LastLines();
        _answering = false;
        _cluster.ForgetDeadServer();
        await (_child?.DisposeAsync() ?? ValueTask.CompletedTask);
        _child = ChildProcess.Start(_cluster.Server(Port, line =>
        {
            said.Add(line);
            // Until it answers, it complains of our asking.
            if (_answering || line.StartsWith("LOG:", StringComparison.Ordinal))
            {
                _options.Log?.Invoke(line);
            }
        }));
        try
        {
            await AnswersAsync(said, ct);
            _answering = true;
        }
        catch
        {
            await _child.KillAsync();
            throw;
        }
    }

    private async Task AnswersAsync(LastLines said, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(StartPatience);
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false;Timeout=5");
                await connection.OpenAsync(patience.Token);
                await using var command = new NpgsqlCommand("SELECT 1", connection);
                await command.ExecuteScalarAsync(patience.Token);
                return;
            }
            catch (PostgresException refused) when (refused.SqlState is PostgresErrorCodes.InvalidPassword)
            {
                throw new ServerFailedException($"PostgreSQL in {_options.DataDirectory} has another password than the one kept for it.");
            }
            catch (NpgsqlException) when (_child!.IsRunning)
            {
                await Task.WhenAny(_child.Exited, Task.Delay(Poll, ct));
            }
            catch (NpgsqlException)
            {
                throw new ServerFailedException($"PostgreSQL ended with code {await _child!.Exited}:{Environment.NewLine}{said}");
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                throw new ServerFailedException($"PostgreSQL does not answer on port {Port}:{Environment.NewLine}{said}");
            }
        }
    }
}
