using System.Globalization;
using System.Security.Cryptography;

namespace Platform.Standalone;

/// <summary>The files of a RabbitMQ node and the commands over them.</summary>
internal sealed class RabbitMqNode(RabbitMqOptions options, int port, int managementPort)
{
    private readonly string _directory = Path.GetFullPath(options.DataDirectory);
    private readonly int _distributionPort = FreePort.Next();
    private readonly int _mapperPort = FreePort.Next();

    // The node's name is the name of its data: it is drawn once and stays when the folder is moved.
    private string NamePath => Path.Combine(_directory, "node-name");

    private string ConfigurationPath => Path.Combine(_directory, "rabbitmq.conf");

    private string PluginsPath => Path.Combine(_directory, "enabled_plugins");

    private string NamesPath => Path.Combine(_directory, "inetrc");

    private string HomePath => Path.Combine(_directory, "home");

    internal async Task WriteFilesAsync(CancellationToken ct)
    {
        OwnerOnly.CreateDirectory(_directory);
        OwnerOnly.CreateDirectory(HomePath);
        if (!File.Exists(NamePath))
        {
            await File.WriteAllTextAsync(NamePath, $"rabbit-{RandomNumberGenerator.GetHexString(8, lowercase: true)}@localhost", ct);
        }

        // The shovel is what moves messages from one queue to another on the management page.
        await File.WriteAllTextAsync(PluginsPath, "[rabbitmq_management,rabbitmq_shovel,rabbitmq_shovel_management].\n", ct);
        // localhost is resolved by this file: no helper process for names, and a machine without /etc/hosts will do.
        await File.WriteAllTextAsync(NamesPath, "{host, {127,0,0,1}, [\"localhost\"]}.\n{lookup, [file]}.\n", ct);
        OwnerOnly.Write(ConfigurationPath, Configuration());
    }

    /// <summary>Erlang's port mapper, in the foreground, for this node alone.</summary>
    internal ChildOptions Mapper(Action<string> log) => new()
    {
        FileName = Launcher.Find("epmd") ?? throw NotInstalled("epmd"),
        Arguments = ["-port", _mapperPort.ToString(CultureInfo.InvariantCulture), "-address", "127.0.0.1"],
        OnLine = log,
    };

    internal ChildOptions Broker(Action<string> log) => new()
    {
        FileName = Find() ?? throw NotInstalled("rabbitmq-server"),
        WorkingDirectory = _directory,
        OnLine = log,
        Environment = new Dictionary<string, string?>
        {
            // The start script replaces itself with the virtual machine instead of staying as its parent.
            ["RUNNING_UNDER_SYSTEMD"] = "true",
            ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null",
            ["RABBITMQ_NODENAME"] = File.ReadAllText(NamePath).Trim(),
            ["RABBITMQ_MNESIA_BASE"] = Path.Combine(_directory, "data"),
            ["RABBITMQ_LOG_BASE"] = Path.Combine(_directory, "log"),
            ["RABBITMQ_CONFIG_FILE"] = ConfigurationPath,
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = PluginsPath,
            ["RABBITMQ_PID_FILE"] = Path.Combine(_directory, "pid"),
            ["RABBITMQ_DIST_PORT"] = _distributionPort.ToString(CultureInfo.InvariantCulture),
            ["RABBITMQ_LOGS"] = "-",
            ["RABBITMQ_LOG"] = "warning",
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = $"+S 2:2 +sbwt none +sbwtdcpu none +sbwtdio none -start_epmd false -kernel inet_dist_use_interface {{127,0,0,1}}",
            ["ERL_INETRC"] = NamesPath,
            ["ERL_EPMD_PORT"] = _mapperPort.ToString(CultureInfo.InvariantCulture),
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            ["ERL_CRASH_DUMP_SECONDS"] = "0",
            // The cookie is written to the home directory.
            ["HOME"] = HomePath,
            ["NOTIFY_SOCKET"] = null,
        },
    };

    /// <summary>Log lines begin with their date; what else is printed is the banner.</summary>
    internal static bool IsLogLine(string line) => line.StartsWith("20", StringComparison.Ordinal) && line.Contains('[', StringComparison.Ordinal);

    /// <summary>The script itself: Debian's command of that name in PATH would change to another account.</summary>
    internal static string? Find() => new[] { "/usr/lib/rabbitmq/bin/rabbitmq-server", "/opt/homebrew/sbin/rabbitmq-server" }.FirstOrDefault(File.Exists)
        ?? Launcher.Find("rabbitmq-server");

    private static ServerFailedException NotInstalled(string program) =>
        new($"RabbitMQ is not installed ({program} was not found): install the package rabbitmq-server.");

    private string Configuration() => string.Create(CultureInfo.InvariantCulture, $"""
        listeners.tcp.default = 127.0.0.1:{port}
        management.tcp.ip = 127.0.0.1
        management.tcp.port = {managementPort}
        default_user = guest
        default_pass = {options.Password}
        loopback_users.guest = true
        log.console = true
        log.console.level = warning
        log.connection.level = error
        log.file = false
        vm_memory_high_watermark.absolute = 768MB
        disk_free_limit.absolute = 64MB
        # Statistics cost more than the messages of one machine do.
        collect_statistics_interval = 30000
        management.rates_mode = none
        # The log of quorum queues is held in memory up to this size.
        raft.wal_max_size_bytes = 67108864

        """);
}
