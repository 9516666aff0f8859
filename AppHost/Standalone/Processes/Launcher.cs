using System.Globalization;

namespace Platform.Standalone;

/// <summary>
/// Composes the command line around a child: it opens what is held, leads a session of its own (a Ctrl-C at the
/// terminal reaches only us, and we stop children in order), dies with us, and drops root where asked.
/// </summary>
internal static class Launcher
{
    // Each step replaces itself with the next, so that the child keeps the process id that we started.
    private const string EndIfOrphaned = """[ "$PPID" = "$1" ] || exit 1; shift; exec "$@" """;

    internal static bool Available { get; } = Find("setpriv") is not null && Find("setsid") is not null;

    internal static List<string> Command(ChildOptions options)
    {
        if (!Available)
        {
            return options.RunAs is null
                ? [options.FileName, .. options.Arguments]
                : throw new ServerFailedException($"{Path.GetFileName(options.FileName)} must not run as root, and without setpriv (package util-linux) it cannot be started as another account.");
        }

        List<string> command = [.. Holding(options), "setsid", "setpriv", "--pdeathsig", SignalName(options.DeathSignal)];
        if (options.RunAs is { } account)
        {
            var ids = account.Split(':');
            command.AddRange(["--reuid", ids[0], "--regid", ids[1], "--clear-groups"]);
        }

        var self = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        command.AddRange(["--", "/bin/sh", "-c", EndIfOrphaned, "sh", self, options.FileName, .. options.Arguments]);
        return command;
    }

    /// <summary>The full path of a program in PATH or where Debian keeps administration tools; null where it is not.</summary>
    internal static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Concat(["/usr/sbin", "/sbin"])
            .Select(directory => Path.Combine(directory, program))
            .FirstOrDefault(File.Exists);

    private static IEnumerable<string> Holding(ChildOptions options)
    {
        if (options.Held.Count == 0)
        {
            return [];
        }

        var script = string.Concat(options.Held.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"exec {i + 3}<\"$1\"; shift; ")));
        return ["/bin/sh", "-c", script + """cd /; exec "$@" """, "sh", .. options.Held];
    }

    private static string SignalName(Signal signal) => signal switch
    {
        Signal.Interrupt => "INT",
        Signal.Quit => "QUIT",
        Signal.Terminate => "TERM",
        _ => "KILL",
    };
}
