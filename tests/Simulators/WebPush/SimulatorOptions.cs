namespace Platform.WebPushSimulator;

/// <summary>Section <c>Simulator</c>.</summary>
internal sealed record SimulatorOptions
{
    public const string Section = "Simulator";

    /// <summary>How many messages of each browser are remembered.</summary>
    public int Memory { get; init; } = 100;

    /// <summary>The longest time that a message is kept for a browser that is offline, whatever its TTL says.</summary>
    public TimeSpan LongestTtl { get; init; } = TimeSpan.FromDays(28);

    /// <summary>Every fault of these settings, in words; none if they are sound.</summary>
    public IEnumerable<string> Faults()
    {
        if (Memory is < 1 or > 100_000)
        {
            yield return "Simulator:Memory must be from 1 to 100000.";
        }

        if (LongestTtl < TimeSpan.Zero)
        {
            yield return "Simulator:LongestTtl must not be negative.";
        }
    }
}
