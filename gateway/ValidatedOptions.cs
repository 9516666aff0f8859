using Microsoft.Extensions.Options;

namespace Platform.Gateway;

internal static class ValidatedOptions
{
    /// <summary>Options that are checked when the program starts; every fault is reported together.</summary>
    public static void AddValidated<T>(this IServiceCollection services, string section, Func<T, IEnumerable<string>> faults)
        where T : class
    {
        services.AddOptions<T>().BindConfiguration(section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<T>>(new Validator<T>(faults));
    }

    private sealed class Validator<T>(Func<T, IEnumerable<string>> faults) : IValidateOptions<T>
        where T : class
    {
        public ValidateOptionsResult Validate(string? name, T options) =>
            faults(options).ToList() is { Count: > 0 } some ? ValidateOptionsResult.Fail(some) : ValidateOptionsResult.Success;
    }
}
