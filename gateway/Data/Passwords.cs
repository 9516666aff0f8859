using Microsoft.AspNetCore.Identity;
using Platform.Gateway.Domain;
using Platform.ServiceDefaults.Data;

namespace Platform.Gateway.Data;

/// <summary>
/// Is this the account's password? An unknown e-mail, a wrong password and a locked account give one answer after the
/// same work: one look-up, one hash, one statement that does not wait for the disk.
/// </summary>
internal sealed class Passwords(UserManager<Account> accounts, IPasswordHasher<Account> hasher, Database database, TimeProvider time)
{
    // What an unknown e-mail is checked against. Nobody knows the password, nor does it open anything.
    private static readonly Account Nobody = new() { Role = "" };
    private static readonly string NobodysHash =
        new PasswordHasher<Account>().HashPassword(Nobody, Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16)));

    /// <returns>The account, if the password is its own and it is not locked.</returns>
    public async Task<Account?> CheckAsync(string? email, string? password, CancellationToken ct)
    {
        var account = AccountRules.IsEmail(email) ? await accounts.FindByEmailAsync(email!) : null;
        return await CheckAsync(account, password, ct) ? account : null;
    }

    /// <summary>Counts a failure, and after <see cref="LockoutRule.Failures"/> in a row locks the account for a while.</summary>
    public async Task<bool> CheckAsync(Account? account, string? password, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var locked = account?.LockoutEnd > now;
        var verdict = hasher.VerifyHashedPassword(account ?? Nobody, account?.PasswordHash ?? NobodysHash, password ?? "");
        var right = account?.PasswordHash is not null && !locked && verdict != PasswordVerificationResult.Failed;
        if (!right || account!.AccessFailedCount > 0)
        {
            // One atomic statement: of many guesses at once, each counts.
            await CountAsync(locked ? Guid.Empty : account?.Id ?? Guid.Empty, right, now, ct);
        }

        return right;
    }

    private async Task CountAsync(Guid accountId, bool right, DateTimeOffset now, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        await work.ExecuteAsync(
            """
            SET LOCAL synchronous_commit = off;
            UPDATE accounts SET
                access_failed_count = CASE WHEN @right OR access_failed_count + 1 >= @Failures THEN 0 ELSE access_failed_count + 1 END,
                lockout_end = CASE WHEN NOT @right AND access_failed_count + 1 >= @Failures THEN @until ELSE lockout_end END
            WHERE id = @accountId
            """,
            new { accountId, right, LockoutRule.Failures, until = now + LockoutRule.Length }, ct);
        await work.CommitAsync(ct);
    }
}
