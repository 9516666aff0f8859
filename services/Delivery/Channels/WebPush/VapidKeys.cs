using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Messaging;

namespace Platform.Delivery.Channels.WebPush;

/// <summary>
/// The platform's VAPID keys: the configured one, or one that is made when it is first needed and kept in the database,
/// where all replicas find it. A key that was used once stays known, so that subscriptions made for it go on working when
/// another is configured.
/// </summary>
internal sealed partial class VapidKeys(
    Database database, IDataProtectionProvider protection, IOptions<WebPushOptions> options, TimeProvider time, ILogger<VapidKeys> log)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Platform.Delivery.WebPush.VapidKeys");
    private readonly SemaphoreSlim _loading = new(1);
    private volatile Ring? _ring;

    /// <summary>The key for new subscriptions.</summary>
    public async ValueTask<VapidKey> CurrentAsync(CancellationToken ct) => (_ring ?? await LoadAsync(null, ct)).Current;

    /// <returns>Null where the key is not ours, or cannot be read any more.</returns>
    public async ValueTask<VapidKey?> FindAsync(string publicKey, CancellationToken ct)
    {
        var known = _ring;
        return known?.Keys.GetValueOrDefault(publicKey) ?? (await LoadAsync(known, ct)).Keys.GetValueOrDefault(publicKey);
    }

    /// <param name="known">The ring that did not do.</param>
    private async Task<Ring> LoadAsync(Ring? known, CancellationToken ct)
    {
        await _loading.WaitAsync(ct);
        try
        {
            if (_ring is { } loaded && loaded != known)
            {
                return loaded;
            }

            await using var work = await database.BeginAsync(ct);
            var keys = await ReadAsync(work, ct);
            var configured = options.Value.ConfiguredKey();
            if (configured is null ? keys.Count == 0 : keys.All(key => key.PublicKey != configured.PublicKey))
            {
                // Replicas that start together wait here for the first, and find its key.
                await work.ExecuteAsync("LOCK TABLE vapid_keys IN SHARE ROW EXCLUSIVE MODE", ct: ct);
                keys = await ReadAsync(work, ct);
                if (configured is not null || keys.Count == 0)
                {
                    keys.Insert(0, configured ?? VapidKey.Create());
                    await KeepAsync(keys[0], work, ct);
                }
            }

            await work.CommitAsync(ct);
            var current = configured?.PublicKey ?? keys[0].PublicKey;
            var byPublicKey = keys.DistinctBy(key => key.PublicKey).ToFrozenDictionary(key => key.PublicKey);
            return _ring = new(byPublicKey[current], byPublicKey);
        }
        finally
        {
            _loading.Release();
        }
    }

    // Newest first.
    private async Task<List<VapidKey>> ReadAsync(Work work, CancellationToken ct)
    {
        var rows = await work.QueryAsync<(string PublicKey, string PrivateKey)>(
            "SELECT public_key, private_key FROM vapid_keys ORDER BY created_at DESC, public_key", ct: ct);
        return [.. rows.Select(row => Read(row.PublicKey, row.PrivateKey)).OfType<VapidKey>()];
    }

    private VapidKey? Read(string publicKey, string privateKey)
    {
        try
        {
            return VapidKey.TryImport(Convert.FromBase64String(_protector.Unprotect(privateKey)));
        }
        catch (CryptographicException failure) when (!Transient.Is(failure))
        {
            // With the key ring gone for good; a ring that is only out of reach is thrown, and answered with 503.
            Unreadable(log, publicKey);
            return null;
        }
    }

    private Task<int> KeepAsync(VapidKey key, Work work, CancellationToken ct) => work.ExecuteAsync(
        "INSERT INTO vapid_keys (public_key, private_key, created_at) VALUES (@PublicKey, @PrivateKey, @Now) ON CONFLICT DO NOTHING",
        new { key.PublicKey, PrivateKey = _protector.Protect(Convert.ToBase64String(key.ExportPrivateKey())), Now = time.GetUtcNow() }, ct);

    private sealed record Ring(VapidKey Current, FrozenDictionary<string, VapidKey> Keys);

    [LoggerMessage(3301, LogLevel.Warning, "The VAPID key {PublicKey} cannot be read with the key ring; subscriptions made for it are lost")]
    private static partial void Unreadable(ILogger logger, string publicKey);
}
