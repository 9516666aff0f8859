using System.Globalization;

namespace Platform.Benchmarks;

/// <summary>What a process and everything it has started use, read from <c>/proc</c>.</summary>
internal sealed class ProcessTree(int root)
{
    private const double TicksPerSecond = 100;

    /// <summary>Processor time used so far, in seconds. What a process used that has ended is counted with its parent.</summary>
    public double CpuSeconds() => Ids().Sum(CpuSeconds);

    /// <summary>The same by groups of processes.</summary>
    /// <param name="groupOf">A process's group by its command line, the arguments separated by spaces.</param>
    public IReadOnlyDictionary<string, double> CpuSecondsBy(Func<string, string> groupOf) =>
        Ids().GroupBy(id => groupOf(CommandLine(id))).ToDictionary(group => group.Key, group => group.Sum(CpuSeconds));

    /// <summary>Memory in MiB: <c>Pss</c> counts a shared page once over all processes, <c>Rss</c> once in each.</summary>
    public double MemoryMib(string kind) => Ids().Sum(id => KiB(id, kind)) / 1024;

    private static double CpuSeconds(int id) =>
        Stat(id) is { } fields ? fields[11..15].Sum(ticks => double.Parse(ticks, CultureInfo.InvariantCulture)) / TicksPerSecond : 0;

    private static string CommandLine(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline").Replace('\0', ' ');
        }
        catch (IOException)
        {
            return "";
        }
    }

    private IReadOnlyCollection<int> Ids()
    {
        var parents = Directory.EnumerateDirectories("/proc").Select(Path.GetFileName)
            .Where(name => int.TryParse(name, CultureInfo.InvariantCulture, out _)).Select(name => int.Parse(name!, CultureInfo.InvariantCulture))
            .Select(id => (Id: id, Parent: Stat(id) is { } fields ? int.Parse(fields[1], CultureInfo.InvariantCulture) : 0))
            .ToLookup(p => p.Parent, p => p.Id);
        var found = new List<int> { root };
        for (var i = 0; i < found.Count; i++)
        {
            found.AddRange(parents[found[i]]);
        }

        return found;
    }

    // The fields after the name, which may itself hold spaces: state, parent, ... utime is the 12th, then stime, cutime, cstime.
    private static string[]? Stat(int id)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{id}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static double KiB(int id, string kind)
    {
        try
        {
            var line = File.ReadLines($"/proc/{id}/smaps_rollup").FirstOrDefault(l => l.StartsWith(kind + ":", StringComparison.Ordinal));
            return line is null ? 0 : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
