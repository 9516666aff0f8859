namespace Platform.Gateway.Features.Limit;

/// <summary>
/// Token buckets (<c>Limits</c>), in the memory of each replica: with N replicas behind a balancer, up to N times as much.
/// </summary>
internal sealed class LimitOptions
{
    public const string Section = "Limits";

    public Bucket Person { get; set; } = new() { Burst = 100, PerSecond = 20 };

    /// <summary>More than anyone reads; a plan of a year takes some milliseconds and hundreds of rows.</summary>
    public Bucket Making { get; set; } = new() { Burst = 30, PerSecond = 0.5 };

    /// <summary>Strict, yet a household or a gym behind one address can sign in together.</summary>
    public Bucket SignIn { get; set; } = new() { Burst = 60, PerSecond = 0.5 };

    public Bucket Inbound { get; set; } = new() { Burst = 1000, PerSecond = 500 };

    public Bucket Address { get; set; } = new() { Burst = 60, PerSecond = 10 };

    public IEnumerable<string> Faults() =>
        [.. Person.Faults(nameof(Person)), .. Making.Faults(nameof(Making)), .. SignIn.Faults(nameof(SignIn)), .. Inbound.Faults(nameof(Inbound)), .. Address.Faults(nameof(Address))];
}

internal sealed class Bucket
{
    /// <summary>How many requests may come at once after a silence.</summary>
    public int Burst { get; set; }

    /// <summary>How many may come per second for ever.</summary>
    public double PerSecond { get; set; }

    public IEnumerable<string> Faults(string name)
    {
        if (Burst is < 1 or > 100_000_000)
        {
            yield return $"{LimitOptions.Section}:{name}:Burst must lie between 1 and 100000000.";
        }

        if (PerSecond is not (>= 0.01 and <= 10_000_000))
        {
            yield return $"{LimitOptions.Section}:{name}:PerSecond must lie between 0.01 and 10000000.";
        }
    }
}
