using System.Runtime.CompilerServices;

namespace Platform.PlanGeneration.Domain.Science;

/// <summary>What every formula here asks of its numbers. NaN and infinity are refused like any other value out of range.</summary>
internal static class Require
{
    /// <exception cref="ArgumentOutOfRangeException">Not a finite number above zero.</exception>
    public static double Positive(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value > 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(name, value, "A finite number above zero is needed.");

    /// <exception cref="ArgumentOutOfRangeException">Not a number from <paramref name="least"/> to <paramref name="most"/>.</exception>
    public static double Within(double value, double least, double most, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value >= least && value <= most
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"A number from {least} to {most} is needed.");

    /// <exception cref="ArgumentOutOfRangeException">Not from <paramref name="least"/> to <paramref name="most"/>.</exception>
    public static int Within(int value, int least, int most, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value >= least && value <= most
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"A whole number from {least} to {most} is needed.");

    /// <exception cref="ArgumentOutOfRangeException">Not longer than nothing.</exception>
    public static TimeSpan Positive(TimeSpan value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value > TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(name, value, "A time above zero is needed.");
}
