using System.Globalization;

namespace Platform.Standalone;

/// <summary>The files of a PostgreSQL cluster and the commands over them.</summary>
internal sealed class PostgresCluster(PostgresOptions options)
{
    private readonly string _directory = Path.Combine(Path.GetFullPath(options.DataDirectory), "cluster");
    private readonly string? _account = Kernel.IsRoot ? Account() : null;

    /// <summary>
    /// Creates the cluster where there is none. It is made under another name and renamed when complete, so that one
    /// that was interrupted is never taken for a whole one.
    /// </summary>
    internal async Task EnsureAsync(CancellationToken ct)
    {
        if (Directory.Exists(_directory))
        {
            return;
        }

        var incomplete = _directory + ".new";
        var password = _directory + ".password";
        Directory.CreateDirectory(options.DataDirectory);
        if (Directory.Exists(incomplete))
        {
            Directory.Delete(incomplete, recursive: true);
        }

        OwnerOnly.CreateDirectory(incomplete);
        OwnerOnly.Write(password, options.Password);
        try
        {
            if (_account is not null)
            {
                await RunAsync(new() { FileName = "chown", Arguments = [_account, incomplete, password] }, ct);
            }

            await RunAsync(Initdb(incomplete, password), ct);
        }
        finally
        {
            File.Delete(password);
        }

        Directory.Move(incomplete, _directory);
    }

    /// <summary>
    /// A killed server leaves its process id behind; where another program has that id by now, PostgreSQL would take
    /// it for itself still running and refuse to start.
    /// </summary>
    internal void ForgetDeadServer()
    {
        var file = Path.Combine(_directory, "postmaster.pid");
        if (OperatingSystem.IsLinux() && File.Exists(file)
            && int.TryParse(File.ReadLines(file).FirstOrDefault(), CultureInfo.InvariantCulture, out var id)
            && (!File.Exists($"/proc/{id}/comm") || File.ReadAllText($"/proc/{id}/comm").Trim() != "postgres"))
        {
            File.Delete(file);
        }
    }

    internal ChildOptions Server(int port, Action<string> log)
    {
        string[] settings =
        [
            string.Create(CultureInfo.InvariantCulture, $"port={port}"), "listen_addresses=127.0.0.1", "unix_socket_directories=",
            "max_connections=200", "shared_buffers=64MB", "max_wal_size=512MB", "timezone=UTC", "log_timezone=UTC",
            "log_line_prefix=", "log_checkpoints=off", "max_logical_replication_workers=0",
            .. options.Durable ? [] : (string[])["fsync=off", "full_page_writes=off"],
        ];
        return As(_directory, new()
        {
            FileName = Program("postgres"),
            Arguments = ["-D", Reach(_directory), .. settings.SelectMany(setting => new[] { "-c", setting })],
            StopSignal = Signal.Interrupt,
            // The immediate shutdown: it ends every session at once, and the log makes the data whole at the next start.
            DeathSignal = Signal.Quit,
            OnLine = log,
        });
    }

    private ChildOptions Initdb(string target, string password)
    {
        var locale = OperatingSystem.IsLinux() ? "C.UTF-8" : "C";
        List<string> arguments =
        [
            "-D", Reach(target), "-U", "postgres", "--auth=scram-sha-256", $"--pwfile={Reach(password, 1)}",
            "--encoding=UTF8", $"--locale={locale}",
        ];
        if (!options.Durable)
        {
            arguments.Add("--no-sync");
        }

        return As(target, new() { FileName = Program("initdb"), Arguments = arguments }, password);
    }

    private ChildOptions As(string target, ChildOptions command, params string[] held) =>
        _account is null ? command : command with { RunAs = _account, Held = [target, .. held] };

    // The account that PostgreSQL runs as may have no way through the directories above; it has the open one.
    private string Reach(string path, int held = 0) => _account is null ? path : $"/proc/self/fd/{held + 3}";

    private static async Task RunAsync(ChildOptions command, CancellationToken ct)
    {
        var said = new LastLines();
        await using var child = ChildProcess.Start(command with { OnLine = said.Add });
        var code = await child.Exited.WaitAsync(ct);
        if (code != 0)
        {
            throw new ServerFailedException($"{Path.GetFileName(command.FileName)} ended with code {code}:{Environment.NewLine}{said}");
        }
    }

    /// <summary>Debian keeps the server's programs out of PATH, one directory per version; the newest is taken.</summary>
    internal static string? Find(string program)
    {
        const string Debian = "/usr/lib/postgresql";
        return Directory.Exists(Debian)
            ? Directory.EnumerateDirectories(Debian)
                .OrderByDescending(version => int.TryParse(Path.GetFileName(version), CultureInfo.InvariantCulture, out var number) ? number : 0)
                .Select(version => Path.Combine(version, "bin", program))
                .FirstOrDefault(File.Exists) ?? Launcher.Find(program)
            : Launcher.Find(program);
    }

    private static string Program(string name) =>
        Find(name) ?? throw new ServerFailedException($"PostgreSQL is not installed ({name} was not found): install the package postgresql.");

    /// <summary>The account that Debian's package creates, else nobody, as <c>uid:gid</c>.</summary>
    private static string Account()
    {
        var accounts = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).Where(fields => fields.Length > 3).ToLookup(fields => fields[0]);
        return accounts["postgres"].Concat(accounts["nobody"]).Select(fields => $"{fields[2]}:{fields[3]}").FirstOrDefault()
            ?? throw new ServerFailedException("PostgreSQL must not run as root, and this system has neither an account postgres nor nobody to run it as.");
    }
}
