using System.Globalization;
using System.Text.RegularExpressions;

namespace Platform.PlanGeneration.Domain.Validation;

/// <summary>The weights that a text names.</summary>
internal static partial class WeightFigures
{
    private const decimal KgInPound = 0.4536m;

    /// <summary>Each in kg, also what is said in pounds; one too long to be read is more than any.</summary>
    public static IEnumerable<decimal> In(string? text) =>
        from match in Weights().Matches(text ?? "")
        let number = decimal.TryParse(match.Groups[1].Value.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var read) ? read : decimal.MaxValue
        select match.Groups[2].Success ? number * KgInPound : number;

    [GeneratedRegex(@"([0-9]+(?:[.,][0-9]+)?)\s*(?:kg|kilo|(lb|pound|livre))", RegexOptions.IgnoreCase)]
    private static partial Regex Weights();
}
