namespace Platform.Standalone;

/// <summary>One stream of lines, each with the name of its resource, in the resource's colour on a terminal.</summary>
internal sealed class LogWriter(Model model)
{
    private static readonly int[] Colours = [36, 32, 33, 35, 34, 96, 92, 93, 95, 94];

    private readonly Lock _writing = new();
    private readonly int _width = model.Resources.Select(resource => resource.Name.Length).DefaultIfEmpty().Max();
    private readonly bool _coloured = !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    /// <summary>A line a resource said, or one about it.</summary>
    internal void Line(string resource, string text)
    {
        var name = resource.PadRight(_width);
        var colour = Colours[Math.Max(0, model.Resources.FindIndex(other => other.Name == resource)) % Colours.Length];
        Plain(_coloured ? $"\e[{colour}m{name}\e[0m {text}" : $"{name} {text}");
    }

    internal void Plain(string text)
    {
        lock (_writing)
        {
            Console.WriteLine(text);
        }
    }

    internal void Failure(string text)
    {
        lock (_writing)
        {
            Console.Error.WriteLine(text);
        }
    }
}
