using Microsoft.Extensions.Options;

namespace Platform.PlanGeneration.LanguageModel;

/// <summary>The endpoint that is asked, and what it may cost (section <c>LanguageModel</c>). Without an endpoint nothing is asked.</summary>
internal sealed class ModelOptions
{
    public const string Section = "LanguageModel";

    /// <summary>
    /// The base address of an OpenAI-compatible API, such as <c>https://api.openai.com/v1</c>. Plain http only on this
    /// machine: the key and people's health data travel with every request.
    /// </summary>
    public string Endpoint { get; set; } = "";

    public string ApiKey { get; set; } = "";

    public string Model { get; set; } = "";

    /// <summary>Input and output tokens of one athlete on one day of their calendar.</summary>
    public long DailyBudgetTokens { get; set; } = 200_000;

    /// <summary>What one athlete may cost on one day; none: only tokens are limited.</summary>
    public decimal? DailyBudgetCents { get; set; }

    public decimal InputCentsPerMillionTokens { get; set; }

    public decimal OutputCentsPerMillionTokens { get; set; }

    /// <summary>The longest answer that is asked for, in tokens.</summary>
    public int MaxOutputTokens { get; set; } = 8_000;

    /// <summary>For one question with all its attempts and pauses. Below the gateway's own limit, so that the rules still answer in time.</summary>
    public double TimeoutSeconds { get; set; } = 25;

    /// <summary>How long a prompt's context is kept.</summary>
    public int SnapshotDays { get; set; } = 30;

    public bool IsConfigured => Endpoint.Length > 0;

    public TimeSpan Timeout => TimeSpan.FromSeconds(TimeoutSeconds);

    /// <summary>Every fault, naming the setting; the key is not told.</summary>
    internal IEnumerable<string> Faults()
    {
        if (IsConfigured && !IsSafe(Endpoint))
        {
            yield return $"{Section}:Endpoint must be an https address without user, query or fragment (http only on this machine)";
        }

        if (!IsConfigured && (ApiKey.Length > 0 || Model.Length > 0))
        {
            yield return $"{Section}:Endpoint is missing, though ApiKey or Model is set";
        }

        if (IsConfigured && (ApiKey.Length == 0 || ApiKey.Any(c => c is <= ' ' or > '~')))
        {
            yield return $"{Section}:ApiKey must be the endpoint's key, without spaces (any word where the endpoint asks for none)";
        }

        if (IsConfigured && (string.IsNullOrWhiteSpace(Model) || Model.Length > 200))
        {
            yield return $"{Section}:Model must be the name of a model, at most 200 characters";
        }

        if (InputCentsPerMillionTokens is < 0 or > 1_000_000 || OutputCentsPerMillionTokens is < 0 or > 1_000_000)
        {
            yield return $"{Section}:InputCentsPerMillionTokens and OutputCentsPerMillionTokens must be from 0 to 1000000";
        }

        foreach (var fault in FaultsOfLimits())
        {
            yield return fault;
        }
    }

    private IEnumerable<string> FaultsOfLimits()
    {
        if (DailyBudgetTokens is < 1 or > 1_000_000_000)
        {
            yield return $"{Section}:DailyBudgetTokens must be from 1 to 1000000000";
        }

        if (DailyBudgetCents is <= 0 or > 1_000_000)
        {
            yield return $"{Section}:DailyBudgetCents must be above 0 and at most 1000000, or left out";
        }

        if (DailyBudgetCents is not null && InputCentsPerMillionTokens == 0 && OutputCentsPerMillionTokens == 0)
        {
            yield return $"{Section}:DailyBudgetCents needs InputCentsPerMillionTokens and OutputCentsPerMillionTokens";
        }

        if (MaxOutputTokens is < 100 or > 200_000)
        {
            yield return $"{Section}:MaxOutputTokens must be from 100 to 200000";
        }

        if (TimeoutSeconds is not (>= 0.1 and <= 600))
        {
            yield return $"{Section}:TimeoutSeconds must be from 0.1 to 600";
        }

        if (SnapshotDays is < 1 or > 3650)
        {
            yield return $"{Section}:SnapshotDays must be from 1 to 3650";
        }
    }

    private static bool IsSafe(string endpoint) =>
        Uri.TryCreate(endpoint, UriKind.Absolute, out var uri)
        && uri is { UserInfo: "", Query: "", Fragment: "" }
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));
}

internal sealed class ModelOptionsValidator : IValidateOptions<ModelOptions>
{
    public ValidateOptionsResult Validate(string? name, ModelOptions options) =>
        options.Faults().ToList() is { Count: > 0 } faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
}
