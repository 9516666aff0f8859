using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Platform.WebPushSimulator.Browser;

/// <summary>A message as the push service took it.</summary>
/// <param name="Ttl">How long it is kept for a browser that is offline.</param>
internal sealed record Pushed(Guid Id, DateTimeOffset At, byte[] Body, TimeSpan Ttl, string Urgency, string? Topic);

/// <summary>What a browser got.</summary>
/// <param name="Text">Decrypted; null where <paramref name="Fault"/> says why it could not be.</param>
internal sealed record Received(Guid Id, DateTimeOffset At, int Bytes, double TtlSeconds, string Urgency, string? Topic, string? Text, string? Fault);

/// <summary>What a person sees.</summary>
/// <param name="Times">How many messages of this tag were shown one in place of the other.</param>
internal sealed record Notification(string Title, string? Body, string? Tag, string? Url, bool Silent, DateTimeOffset At, int Times);

/// <summary>
/// A browser with one subscription: what its push service keeps for it while it is offline, what it got, and the
/// notifications that it shows. A notification with a tag takes the place of the one with the same tag.
/// </summary>
internal sealed class UserAgent(
    Guid id, string name, string origin, string endpoint, string? applicationServerKey, bool online, SimulatorOptions options, TimeProvider time, Action changed)
{
    private readonly Lock _lock = new();
    private readonly BrowserKey _key = new();
    private readonly List<Pushed> _waiting = [];
    private readonly Queue<Received> _received = [];
    private readonly List<Notification> _shown = [];
    private bool _online = online;

    public Guid Id => id;

    public string Origin => origin;

    public string? ApplicationServerKey => applicationServerKey;

    public bool Subscribed { get; private set; } = true;

    /// <returns>Whether it is kept or was delivered; a message without TTL for a browser that is offline is neither.</returns>
    public bool Take(Pushed message)
    {
        lock (_lock)
        {
            changed();
            if (_online)
            {
                Deliver(message);
                return true;
            }

            if (message.Topic is not null)
            {
                _waiting.RemoveAll(earlier => earlier.Topic == message.Topic);
            }

            if (message.Ttl > TimeSpan.Zero)
            {
                _waiting.Add(message);
            }

            return message.Ttl > TimeSpan.Zero;
        }
    }

    /// <summary>Going online brings what was kept, if its time is not over.</summary>
    public void Change(bool isOnline)
    {
        lock (_lock)
        {
            changed();
            _online = isOnline;
            if (!isOnline)
            {
                return;
            }

            foreach (var message in _waiting.Where(IsAlive))
            {
                Deliver(message);
            }

            _waiting.Clear();
        }
    }

    public void Unsubscribe()
    {
        lock (_lock)
        {
            changed();
            Subscribed = false;
            _waiting.Clear();
        }
    }

    /// <summary>The person wipes notifications away: those of a tag, or all.</summary>
    public void Dismiss(string? tag)
    {
        lock (_lock)
        {
            changed();
            _shown.RemoveAll(shown => tag is null || shown.Tag == tag);
        }
    }

    public object View()
    {
        lock (_lock)
        {
            return new
            {
                Id = id,
                Name = name,
                Online = _online,
                Subscribed,
                ApplicationServerKey = applicationServerKey,
                // As PushSubscription.toJSON() gives it.
                Subscription = new { Endpoint = endpoint, ExpirationTime = (double?)null, Keys = new { _key.P256dh, _key.Auth } },
                Waiting = _waiting.Where(IsAlive).Select(message => new { message.Id, message.At, message.Urgency, message.Topic, TtlSeconds = message.Ttl.TotalSeconds }).ToArray(),
                Messages = _received.ToArray(),
                Notifications = _shown.ToArray(),
            };
        }
    }

    private bool IsAlive(Pushed message) => time.GetUtcNow() < message.At + message.Ttl;

    private void Deliver(Pushed message)
    {
        string? text = null, fault = null;
        try
        {
            text = message.Body.Length == 0 ? "" : new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(_key.Decrypt(message.Body));
        }
        catch (Exception unreadable) when (unreadable is UnreadableException or DecoderFallbackException)
        {
            fault = unreadable.Message;
        }

        if (_received.Count >= options.Memory)
        {
            _received.Dequeue();
        }

        _received.Enqueue(new(message.Id, message.At, message.Body.Length, message.Ttl.TotalSeconds, message.Urgency, message.Topic, text, fault));
        if (text is not null)
        {
            Show(text);
        }
    }

    // As the web app's worker does: showNotification(title, { body, tag, silent, data: { url } }).
    private void Show(string text)
    {
        if (Parse(text) is not { } note || Text(note, "title") is not { } title)
        {
            return;
        }

        var tag = Text(note, "tag") is { Length: > 0 } given ? given : null;
        var before = tag is null ? null : _shown.Find(shown => shown.Tag == tag);
        if (before is not null)
        {
            _shown.Remove(before);
        }

        if (_shown.Count >= options.Memory)
        {
            _shown.RemoveAt(0);
        }

        _shown.Add(new(title, Text(note, "body"), tag, Text(note, "url"), note["silent"] is JsonValue silent && silent.TryGetValue<bool>(out var quiet) && quiet,
            time.GetUtcNow(), (before?.Times ?? 0) + 1));
    }

    private static JsonObject? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonObject note, string field) => note[field] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
