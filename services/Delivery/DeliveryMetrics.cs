using System.Diagnostics.Metrics;
using Platform.Delivery.Domain;

namespace Platform.Delivery;

/// <summary>Meter <c>Platform.Delivery</c>: deliveries by outcome, and how long Discord waited for our answers.</summary>
internal sealed class DeliveryMetrics
{
    private readonly Counter<long> _deliveries;
    private readonly Histogram<double> _interactions;

    public DeliveryMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Platform.Delivery");
        _deliveries = meter.CreateCounter<long>("delivery.outcomes");
        _interactions = meter.CreateHistogram<double>("discord.interaction.duration", "s");
    }

    public void Count(IEnumerable<Outcome> outcomes)
    {
        foreach (var outcome in outcomes)
        {
            _deliveries.Add(1, new KeyValuePair<string, object?>("outcome", outcome.GetType().Name.ToLowerInvariant()));
        }
    }

    public void Interaction(string kind, TimeSpan took) =>
        _interactions.Record(took.TotalSeconds, new KeyValuePair<string, object?>("kind", kind));
}
