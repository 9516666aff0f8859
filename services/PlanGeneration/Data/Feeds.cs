using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Platform.ServiceDefaults.Data;

namespace Platform.PlanGeneration.Data;

/// <summary>Private addresses of calendars. Who has the token may read, so only its hash is kept; it is found by it in one lookup.</summary>
internal static class Feeds
{
    private const int TokenBytes = 32;

    /// <summary>Makes a new token for the person; the one before is worth nothing from then on.</summary>
    /// <returns>43 characters of base64url, shown this once.</returns>
    public static async Task<string> RenewAsync(Work work, Guid userId, DateTimeOffset now, CancellationToken ct)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        await RevokeAsync(work, userId, now, ct);
        await work.ExecuteAsync(
            "INSERT INTO calendar_feeds (token_hash, user_id, created_at) VALUES (@hash, @userId, @now)", new { hash = Hash(token), userId, now }, ct);
        return token;
    }

    /// <returns>How many were revoked: 0 or 1.</returns>
    public static async Task<int> RevokeAsync(Work work, Guid userId, DateTimeOffset now, CancellationToken ct)
    {
        // Two renewals at once come one after the other.
        await work.ExecuteAsync("SELECT pg_advisory_xact_lock(hashtextextended('calendar_feeds', 0) # hashtextextended(@userId::text, 1))", new { userId }, ct);
        return await work.ExecuteAsync("UPDATE calendar_feeds SET revoked_at = @now WHERE user_id = @userId AND revoked_at IS NULL", new { userId, now }, ct);
    }

    public static Task<DateTimeOffset?> CreatedAtAsync(Work work, Guid userId, CancellationToken ct) =>
        work.ScalarAsync<DateTimeOffset?>("SELECT created_at FROM calendar_feeds WHERE user_id = @userId AND revoked_at IS NULL", new { userId }, ct);

    /// <summary>Whose calendar it is, in the background role; null for what is no token, or none any more.</summary>
    public static Task<Guid?> OwnerAsync(Work work, string token, CancellationToken ct) =>
        work.ScalarAsync<Guid?>("SELECT user_id FROM calendar_feeds WHERE token_hash = @hash AND revoked_at IS NULL", new { hash = Hash(token) }, ct);

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
