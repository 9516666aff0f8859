using Microsoft.Extensions.Options;

namespace Platform.Delivery;

/// <summary>What keeps the service from starting, in one sentence for an operator.</summary>
internal static class SettingFaults
{
    /// <returns>Null where the failure is something else.</returns>
    public static string? Of(Exception failure)
    {
        IReadOnlyCollection<Exception> failures = failure is AggregateException many ? many.InnerExceptions : [failure];
        return failures.All(f => f is OptionsValidationException)
            ? $"Delivery cannot start: {string.Join("; ", failures.Cast<OptionsValidationException>().SelectMany(f => f.Failures))}."
            : null;
    }
}
