namespace Platform.Gateway.Data;

/// <summary>How long tickets are good for (<c>Identity:Tickets</c>).</summary>
internal sealed class TicketOptions
{
    public const string Section = "Identity:Tickets";

    /// <summary>Also how long a ticket outlives the end of its session.</summary>
    public TimeSpan AccessLifetime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a device may stay away and still be signed in.</summary>
    public TimeSpan RefreshLifetime { get; set; } = TimeSpan.FromDays(30);

    public IEnumerable<string> Faults()
    {
        if (AccessLifetime < TimeSpan.FromSeconds(10) || AccessLifetime > TimeSpan.FromHours(1))
        {
            yield return $"{Section}:AccessLifetime must lie between 10 seconds and 1 hour.";
        }

        if (RefreshLifetime <= AccessLifetime || RefreshLifetime > TimeSpan.FromDays(365))
        {
            yield return $"{Section}:RefreshLifetime must be longer than AccessLifetime and at most 365 days.";
        }
    }
}
