using System.Net;
using Npgsql;
using Platform.Standalone;

namespace Platform.AppHost.Tests;

public sealed class NativePostgresTests : IAsyncLifetime
{
    private readonly PrivateFolder _folder = new();
    private NativePostgres _server = null!;

    public async ValueTask InitializeAsync() => _server = await NativePostgres.StartAsync(
        new() { DataDirectory = _folder.Below("postgres"), Password = "secret", Durable = false }, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Data_survives_a_kill_and_a_restart_on_the_same_port()
    {
        var port = _server.Port;
        await ExecuteAsync("CREATE TABLE kept (n int); INSERT INTO kept VALUES (7)");

        await _server.KillAsync();
        await _server.RestartAsync(TestContext.Current.CancellationToken);

        _server.Port.ShouldBe(port);
        (await ExecuteAsync("SELECT n FROM kept")).ShouldBe(7);
    }

    [Fact]
    public async Task A_stop_leaves_no_process_and_a_restart_brings_it_back()
    {
        var before = _server.ProcessId;
        var all = Descendants.Of(before).Append(before).ToList();
        all.Count.ShouldBeGreaterThan(1);

        await _server.StopAsync();
        all.ShouldAllBe(id => !Directory.Exists($"/proc/{id}"));

        await _server.RestartAsync(TestContext.Current.CancellationToken);
        (await ExecuteAsync("SELECT 1")).ShouldBe(1);
    }

    [Fact]
    public void It_does_not_run_as_root()
    {
        var uid = File.ReadLines($"/proc/{_server.ProcessId}/status").First(line => line.StartsWith("Uid:", StringComparison.Ordinal));
        uid.Split('\t')[1..].ShouldAllBe(id => id != "0");
    }

    [Fact]
    public void It_listens_on_loopback_only_and_keeps_no_socket_file()
    {
        var addresses = Listening.Of(Descendants.Of(_server.ProcessId).Append(_server.ProcessId));
        addresses.ShouldNotBeEmpty();
        addresses.ShouldAllBe(endpoint => IPAddress.IsLoopback(endpoint.Address));
        File.Exists($"/tmp/.s.PGSQL.{_server.Port}").ShouldBeFalse();
        File.Exists($"/run/postgresql/.s.PGSQL.{_server.Port}").ShouldBeFalse();
    }

    [Fact]
    public async Task A_wrong_password_is_refused()
    {
        await using var connection = new NpgsqlConnection(_server.ConnectionString("postgres").Replace("=secret", "=other", StringComparison.Ordinal) + ";Pooling=false");
        var refusal = await Should.ThrowAsync<PostgresException>(() => connection.OpenAsync(TestContext.Current.CancellationToken));
        refusal.SqlState.ShouldBe(PostgresErrorCodes.InvalidPassword);
    }

    [Fact]
    public async Task A_process_id_left_behind_that_is_now_another_programs_does_not_keep_it_from_starting()
    {
        await _server.KillAsync();
        var file = System.IO.Path.Combine(_folder.Below("postgres"), "cluster", "postmaster.pid");
        var lines = await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);
        lines[0] = Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await File.WriteAllLinesAsync(file, lines, TestContext.Current.CancellationToken);

        await _server.RestartAsync(TestContext.Current.CancellationToken);

        (await ExecuteAsync("SELECT 1")).ShouldBe(1);
    }

    [Fact]
    public async Task A_cluster_whose_creation_was_interrupted_is_made_anew()
    {
        var data = _folder.Below("interrupted");
        Directory.CreateDirectory(System.IO.Path.Combine(data, "cluster.new", "base"));

        await using var other = await NativePostgres.StartAsync(
            new() { DataDirectory = data, Password = "secret", Durable = false }, TestContext.Current.CancellationToken);

        other.ProcessId.ShouldBeGreaterThan(0);
    }

    private async Task<object?> ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_server.ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
