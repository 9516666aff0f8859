using System.Globalization;

namespace Platform.Benchmarks;

/// <summary>The samples of one run, printed as <c>area.figure value unit</c>: the median of the rounds.</summary>
internal sealed class Figures(string area)
{
    private readonly Dictionary<string, List<double>> _samples = [];

    public void Add(string figure, double value)
    {
        if (!_samples.TryGetValue(figure, out var values))
        {
            _samples[figure] = values = [];
        }

        values.Add(value);
        Note($"{figure} {Format(value)}");
    }

    public double Median(string figure)
    {
        var sorted = _samples[figure].Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>The median over the rounds of the ratio within a round: what slows a whole round slows both.</summary>
    public double Ratio(string figure, string peer)
    {
        var ratios = new Figures(area);
        ratios._samples["ratio"] = [.. _samples[figure].Zip(_samples[peer], (mine, theirs) => mine / theirs)];
        return ratios.Median("ratio");
    }

    public void Print(string figure, string unit) => Print(figure, Median(figure), unit);

    public void Print(string figure, double value, string unit) => Console.WriteLine($"{area}.{figure} {Format(value)} {unit}");

    /// <summary>Progress, for a person who waits: on the error stream, out of the way of the figures.</summary>
    public static void Note(string text) => Console.Error.WriteLine($"  {text}");

    private static string Format(double value) => value.ToString(Math.Abs(value) >= 100 ? "0" : "0.00", CultureInfo.InvariantCulture);
}
