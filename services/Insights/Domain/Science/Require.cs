using System.Runtime.CompilerServices;

namespace Platform.Insights.Domain.Science;

/// <summary>What every formula here asks of its numbers. NaN and infinity are refused like any other value out of range.</summary>
internal static class Require
{
    /// <exception cref="ArgumentOutOfRangeException">Not a finite number above zero.</exception>
    public static double Positive(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value > 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(name, value, "A finite number above zero is needed.");

    /// <exception cref="ArgumentOutOfRangeException">Not a finite number, or below zero.</exception>
    public static double NotNegative(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value >= 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(name, value, "A finite number, zero or more, is needed.");

    /// <exception cref="ArgumentOutOfRangeException">Not a number from <paramref name="least"/> to <paramref name="most"/>.</exception>
    public static double Within(double value, double least, double most, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value >= least && value <= most
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"A number from {least} to {most} is needed.");
}
