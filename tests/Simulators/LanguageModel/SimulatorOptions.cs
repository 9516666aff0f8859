namespace Platform.LanguageModelSimulator;

/// <summary>Section <c>Simulator</c>.</summary>
internal sealed record SimulatorOptions
{
    public const string Section = "Simulator";

    /// <summary>The one key that is let in; none lets in every key that is not empty.</summary>
    public string? ApiKey { get; init; }

    /// <summary>The one model there is; none: every name is a model.</summary>
    public string? Model { get; init; }

    /// <summary>How many requests are remembered.</summary>
    public int Memory { get; init; } = 1_000;

    /// <summary>Every fault of these settings, in words; none if they are sound.</summary>
    public IEnumerable<string> Faults()
    {
        if (Memory is < 1 or > 100_000)
        {
            yield return "Simulator:Memory must be from 1 to 100000.";
        }
    }
}
