using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Platform.Gateway.Data;
using Platform.Gateway.Domain;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Gateway.Features.ChangePassword;

internal sealed record ChangePasswordRequest(string? CurrentPassword, string? NewPassword);

internal static class ChangePassword
{
    public static void Map(IEndpointRouteBuilder identity) => identity.MapPut("/me/password", RunAsync)
        .RequireAuthorization()
        .WithSummary("Change the password. Every session ends; the answer opens a new one.")
        .Produces<AccessTokenResponse>().ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<SignInHttpResult, ProblemHttpResult>> RunAsync(
        ChangePasswordRequest request, ClaimsPrincipal person, UserManager<Account> accounts, Passwords passwords, Sessions sessions,
        CancellationToken ct)
    {
        var account = await accounts.FindByIdAsync(person.UserId().ToString());
        if (account is null)
        {
            return Problems.NotFound("account");
        }

        var faults = AccountRules.FaultsOfPassword("newPassword", account.Email, request.NewPassword).ToList();
        if (!await passwords.CheckAsync(account, request.CurrentPassword, ct))
        {
            faults.Insert(0, new("currentPassword", "This is not your password. After several wrong ones the account takes none for some minutes."));
        }

        if (faults.Count > 0)
        {
            return Problems.Invalid(faults);
        }

        // Identity's stamp changes with the password, and with it every session ends.
        var result = await accounts.ChangePasswordAsync(account, request.CurrentPassword!, request.NewPassword!);
        if (!result.Succeeded)
        {
            return Problems.Conflict("changed-meanwhile", "The account was changed at the same moment. Try again.");
        }

        var holder = await sessions.OpenAsync(account, ct);
        return TypedResults.SignIn(holder.ToPrincipal(), authenticationScheme: BearerTokenDefaults.AuthenticationScheme);
    }
}
