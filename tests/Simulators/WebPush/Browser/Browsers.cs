using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Platform.WebPushSimulator.Browser;

/// <summary>Every browser that has subscribed here.</summary>
internal sealed class Browsers(SimulatorOptions options, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, UserAgent> _byToken = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Guid, UserAgent> _byId = new();
    private long _revision;

    /// <summary>Rises with every change.</summary>
    public long Revision => Interlocked.Read(ref _revision);

    public IEnumerable<UserAgent> All => _byId.Values.OrderBy(agent => agent.Id);

    /// <param name="origin">Of this push service, as its callers see it.</param>
    /// <param name="applicationServerKey">The only key whose messages are taken; null: any.</param>
    public UserAgent Subscribe(string name, string origin, string? applicationServerKey, bool online)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var agent = new UserAgent(Guid.CreateVersion7(), name, origin, $"{origin}/push/{token}", applicationServerKey, online, options, time, Changed);
        _byToken[token] = _byId[agent.Id] = agent;
        Changed();
        return agent;
    }

    public UserAgent? FindByToken(string token) => _byToken.GetValueOrDefault(token);

    public UserAgent? Find(Guid id) => _byId.GetValueOrDefault(id);

    public void Clear()
    {
        _byToken.Clear();
        _byId.Clear();
        Changed();
    }

    private void Changed() => Interlocked.Increment(ref _revision);
}
