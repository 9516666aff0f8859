using System.Diagnostics.Metrics;

namespace Platform.Delivery.Channels.Discord;

/// <summary>Meter <c>Platform.Delivery</c>: requests to Discord by route and status, those that wait, and refusals that count towards a ban.</summary>
internal sealed class DiscordMetrics
{
    private readonly Meter _meter;
    private readonly Counter<long> _requests;
    private readonly Counter<long> _invalid;

    public DiscordMetrics(IMeterFactory meters)
    {
        _meter = meters.Create("Platform.Delivery");
        _requests = _meter.CreateCounter<long>("discord.requests");
        _invalid = _meter.CreateCounter<long>("discord.invalid_requests");
    }

    public void ObserveQueue(Func<int> waiting) => _meter.CreateObservableGauge("discord.queue", waiting);

    /// <param name="status">Null: no answer.</param>
    public void Request(string route, int? status) => _requests.Add(
        1, new KeyValuePair<string, object?>("route", route), new KeyValuePair<string, object?>("status", status?.ToString() ?? "none"));

    public void Invalid(int status) => _invalid.Add(1, new KeyValuePair<string, object?>("status", status.ToString()));
}
