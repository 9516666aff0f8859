using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Gateway.Data;
using Platform.Gateway.Domain;
using Platform.ServiceDefaults.Http;

namespace Platform.Gateway.Features.Refresh;

internal sealed record RefreshRequest(string? RefreshToken);

internal static class Refresh
{
    public static void Map(IEndpointRouteBuilder identity) => identity.MapPost("/refresh", RunAsync)
        .WithSummary("Change a refresh ticket for a new pair. An answer that was lost may be asked for again within 30 seconds.")
        .Produces<AccessTokenResponse>().ProducesProblem(StatusCodes.Status401Unauthorized);

    private static async Task<Results<SignInHttpResult, ProblemHttpResult>> RunAsync(
        RefreshRequest request, IOptionsMonitor<BearerTokenOptions> options, Sessions sessions, TimeProvider time, CancellationToken ct)
    {
        var ticket = options.Get(BearerTokenDefaults.AuthenticationScheme).RefreshTokenProtector.Unprotect(request.RefreshToken);
        if (ticket?.Properties.ExpiresUtc > time.GetUtcNow()
            && TicketHolder.From(ticket.Principal) is { } presented
            && await sessions.RefreshAsync(presented.UserId, presented.SessionId, presented.Serial, ct) is { } holder)
        {
            return TypedResults.SignIn(holder.ToPrincipal(), authenticationScheme: BearerTokenDefaults.AuthenticationScheme);
        }

        return Problems.Create(
            StatusCodes.Status401Unauthorized, "session-ended", "Not signed in",
            "This session has ended, or the refresh ticket was not issued here. Sign in again.");
    }
}
