using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.DiscordSimulator.Model;

namespace Platform.DiscordSimulator.Interactions;

/// <summary>How a request is spoiled after, or instead of, being signed well.</summary>
internal enum Tamper
{
    None,

    /// <summary>One bit of the body is changed after signing.</summary>
    [JsonStringEnumMemberName("flip-byte")]
    FlipByte,

    [JsonStringEnumMemberName("wrong-key")]
    WrongKey,

    [JsonStringEnumMemberName("no-signature")]
    NoSignature,

    /// <summary>Signed well, but ten minutes ago.</summary>
    [JsonStringEnumMemberName("stale-timestamp")]
    StaleTimestamp,
}

/// <summary>Sends requests that Discord would never send, as someone else might.</summary>
internal sealed class Forger(World world, InteractionsEndpoint endpoint, TimeProvider time)
{
    private const int StaleSeconds = 600;

    /// <param name="ageSeconds">How old the timestamp is; the signature covers it, so it is sound.</param>
    public async Task<Outcome> SendAsync(Bot bot, byte[] body, Tamper tamper, int? ageSeconds, CancellationToken ct)
    {
        var age = ageSeconds ?? (tamper == Tamper.StaleTimestamp ? StaleSeconds : 0);
        var timestamp = Signer.TimestampOf(time.GetUtcNow().AddSeconds(-age));
        var signature = (tamper == Tamper.WrongKey ? Signer.Stranger() : bot.Signer).Sign(timestamp, body);
        var signed = tamper switch
        {
            Tamper.FlipByte => new SignedRequest(Flipped(body), timestamp, signature),
            Tamper.NoSignature => new SignedRequest(body, null, null),
            _ => new SignedRequest(body, timestamp, signature),
        };
        return Outcome.Unseen(await endpoint.PostAsync(bot, signed, ct));
    }

    /// <summary>
    /// What Discord does before it takes an address for an application's endpoint: a PING that must be answered, and
    /// one with a bad signature that must get 401.
    /// </summary>
    public async Task<PingOutcome> PingAsync(Bot bot, CancellationToken ct)
    {
        var body = Payloads.Bytes(Payloads.PingOf(bot, world.Ids.Next(), "ping"));
        var ping = await SendAsync(bot, body, Tamper.None, null, ct);
        var probe = await SendAsync(bot, body, Tamper.WrongKey, null, ct);
        var faults = ping.Faults.Concat(ping.Faults.Count > 0 ? [] : ResponseRules.Check(ping.Response!.Value, Payloads.Ping, onMessage: false).Faults).ToList();
        if (probe.Status != StatusCodes.Status401Unauthorized)
        {
            faults.Add($"A PING with a bad signature must get 401; it got {probe.Status}.");
        }

        return new PingOutcome(ping.Status, ping.LatencyMs, ping.Response, probe.Status, faults.Count == 0, faults);
    }

    // One bit of a letter or digit in the middle, so that the body stays well-formed text.
    private static byte[] Flipped(byte[] body)
    {
        var flipped = (byte[])body.Clone();
        var at = Array.FindIndex(flipped, flipped.Length / 2, value => char.IsAsciiLetterOrDigit((char)value));
        flipped[at < 0 ? flipped.Length / 2 : at] ^= 1;
        return flipped;
    }
}

/// <param name="Accepted">Discord would take this address for the application's endpoint.</param>
/// <param name="ProbeStatus">The answer to the bad signature; must be 401.</param>
internal sealed record PingOutcome(int Status, long LatencyMs, JsonElement? Response, int ProbeStatus, bool Accepted, IReadOnlyList<string> Faults);
