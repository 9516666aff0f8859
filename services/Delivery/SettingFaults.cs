using Microsoft.Extensions.Options;

namespace Platform.Delivery;

/// <summary>What keeps the service from starting, all of it, in one sentence for an operator.</summary>
internal static class SettingFaults
{
    /// <returns>Null where the settings are sound.</returns>
    public static string? Find(IServiceProvider services)
    {
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
            return null;
        }
        catch (OptionsValidationException one)
        {
            return Sentence([one]);
        }
        catch (AggregateException several) when (several.InnerExceptions.All(f => f is OptionsValidationException))
        {
            return Sentence(several.InnerExceptions.Cast<OptionsValidationException>());
        }
    }

    private static string Sentence(IEnumerable<OptionsValidationException> failures) =>
        $"Delivery cannot start: {string.Join("; ", failures.SelectMany(f => f.Failures))}.";
}
