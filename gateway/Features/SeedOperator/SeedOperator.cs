using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Platform.Gateway.Data;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Identity;

namespace Platform.Gateway.Features.SeedOperator;

/// <summary>
/// Makes the account of the settings exist, as operator, with the password of the settings. Replicas that start at once
/// wait for each other; where nothing differs nothing is written. Someone who registered the address first loses it: the
/// password and the stamp change.
/// </summary>
internal sealed partial class SeedOperator(
    Database database, IPasswordHasher<Account> hasher, ILookupNormalizer normalizer, IOptions<OperatorOptions> options, TimeProvider time,
    ILogger<SeedOperator> log)
{
    // Any constant will do that no other lock of this database has.
    private const long LockKey = 0x6f70_6572_6174_6f72;

    public async Task RunAsync(CancellationToken ct)
    {
        // Opened in any case: a database that is not there is noticed at the start.
        await using var work = await database.BeginAsync(ct);
        var wanted = options.Value;
        if (!wanted.IsGiven)
        {
            return;
        }

        var normalized = normalizer.NormalizeEmail(wanted.Email!);
        await work.ExecuteAsync("SELECT pg_advisory_xact_lock(@LockKey)", new { LockKey }, ct);
        var existing = await work.SingleOrDefaultAsync<Existing>(
            "SELECT id, role, password_hash FROM accounts WHERE normalized_email = @normalized", new { normalized }, ct);
        if (existing is not null && existing.Role == PlatformRoles.Operator && HasPassword(existing, wanted.Password!))
        {
            return;
        }

        var now = time.GetUtcNow();
        var account = new Account { Id = existing?.Id ?? Guid.CreateVersion7(now), Role = PlatformRoles.Operator };
        await work.ExecuteAsync(
            """
            INSERT INTO accounts (id, user_name, normalized_user_name, email, normalized_email, password_hash, security_stamp,
                concurrency_stamp, role, created_at)
            VALUES (@Id, @Email, @normalized, @Email, @normalized, @hash, @stamp, @concurrency, @Role, @now)
            ON CONFLICT (id) DO UPDATE SET password_hash = @hash, security_stamp = @stamp, concurrency_stamp = @concurrency, role = @Role,
                access_failed_count = 0, lockout_end = NULL
            """,
            new
            {
                account.Id,
                account.Role,
                wanted.Email,
                normalized,
                now,
                hash = hasher.HashPassword(account, wanted.Password!),
                stamp = RandomNumberGenerator.GetHexString(32),
                concurrency = RandomNumberGenerator.GetHexString(32),
            },
            ct);
        await work.CommitAsync(ct);
        Seeded(log, account.Id);
    }

    private bool HasPassword(Existing existing, string password) =>
        existing.PasswordHash is not null
        && hasher.VerifyHashedPassword(new() { Role = "" }, existing.PasswordHash, password) != PasswordVerificationResult.Failed;

    private sealed class Existing
    {
        public Guid Id { get; init; }
        public required string Role { get; init; }
        public string? PasswordHash { get; init; }
    }

    [LoggerMessage(6001, LogLevel.Information, "The operator's account {Id} has been made to match the settings")]
    private static partial void Seeded(ILogger logger, Guid id);
}
