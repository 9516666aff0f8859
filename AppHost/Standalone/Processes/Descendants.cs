using System.Globalization;

namespace Platform.Standalone;

/// <summary>Children, children's children and so on, read from /proc.</summary>
internal static class Descendants
{
    /// <summary>The process ids below <paramref name="ancestor"/>, without itself; empty where there is no /proc.</summary>
    internal static IReadOnlyList<int> Of(int ancestor)
    {
        if (!OperatingSystem.IsLinux())
        {
            return [];
        }

        var byParent = Directory.EnumerateDirectories("/proc")
            .Select(directory => int.TryParse(Path.GetFileName(directory), CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0)
            .ToLookup(ParentOf);
        var found = new List<int>();
        var next = new Queue<int>([ancestor]);
        while (next.TryDequeue(out var parent))
        {
            foreach (var child in byParent[parent])
            {
                found.Add(child);
                next.Enqueue(child);
            }
        }

        return found;
    }

    private static int ParentOf(int process)
    {
        try
        {
            // "pid (name, which may hold spaces and brackets) state ppid …"
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return -1;
        }
    }
}
