using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Gateway.Data;
using Platform.ServiceDefaults.Http;

namespace Platform.Gateway.Features.Login;

internal sealed record LoginRequest(string? Email, string? Password);

internal static class Login
{
    public static void Map(IEndpointRouteBuilder identity) => identity.MapPost("/login", RunAsync)
        .WithSummary("Sign in: an access ticket for the Authorization header, and a refresh ticket.")
        .Produces<AccessTokenResponse>().ProducesProblem(StatusCodes.Status401Unauthorized);

    private static async Task<Results<SignInHttpResult, ProblemHttpResult>> RunAsync(
        LoginRequest request, Passwords passwords, Sessions sessions, CancellationToken ct)
    {
        var account = await passwords.CheckAsync(request.Email, request.Password, ct);
        if (account is null)
        {
            return Problems.Create(
                StatusCodes.Status401Unauthorized, "sign-in-refused", "Not signed in",
                "The e-mail or the password is wrong. After several wrong passwords an account takes none for some minutes.");
        }

        var holder = await sessions.OpenAsync(account, ct);
        return TypedResults.SignIn(holder.ToPrincipal(), authenticationScheme: BearerTokenDefaults.AuthenticationScheme);
    }
}
