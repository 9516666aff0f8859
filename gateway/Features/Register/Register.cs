using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Platform.Gateway.Data;
using Platform.Gateway.Domain;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Gateway.Features.Register;

/// <param name="Role">athlete (the default) or coach.</param>
internal sealed record RegisterRequest(string? Email, string? Password, string? Role);

internal sealed record RegisteredAccount(Guid Id, string Email, string Role);

internal static class Register
{
    public static void Map(IEndpointRouteBuilder identity) => identity.MapPost("/register", RunAsync)
        .WithSummary("Make an account. Sign in afterwards.")
        .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict);

    // That an address is taken cannot be hidden while no letter is sent to it. It is told only to a registration that
    // would otherwise have succeeded, and under the strict limit of sign-in.
    private static async Task<Results<Created<RegisteredAccount>, ProblemHttpResult>> RunAsync(
        RegisterRequest request, UserManager<Account> accounts, TimeProvider time)
    {
        var role = request.Role ?? PlatformRoles.Athlete;
        if (AccountRules.FaultsOf(request.Email, request.Password, role) is { Count: > 0 } faults)
        {
            return Problems.Invalid(faults);
        }

        var now = time.GetUtcNow();
        var account = new Account { Id = Guid.CreateVersion7(now), UserName = request.Email, Email = request.Email, Role = role, CreatedAt = now };
        return await CreateAsync(accounts, account, request.Password!)
            ? TypedResults.Created("/api/identity/me", new RegisteredAccount(account.Id, account.Email!, role))
            : Problems.Conflict("email-taken", "There is an account with this e-mail. Sign in, or take another address.");
    }

    private static async Task<bool> CreateAsync(UserManager<Account> accounts, Account account, string password)
    {
        try
        {
            var result = await accounts.CreateAsync(account, password);
            return result.Succeeded || (result.Errors.All(error => error.Code is "DuplicateUserName" or "DuplicateEmail")
                ? false
                : throw new InvalidOperationException($"Identity refused an account for {string.Join(", ", result.Errors.Select(e => e.Code))}."));
        }
        catch (DbUpdateException failure) when (failure.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return false;
        }
    }
}
