using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Gateway.Data;
using Platform.Gateway.Domain;

namespace Platform.Gateway.Features.Logout;

internal static class Logout
{
    public static void Map(IEndpointRouteBuilder identity) => identity.MapPost("/logout", RunAsync)
        .RequireAuthorization()
        .WithSummary("End this session. Its access ticket runs out by itself within minutes.");

    private static async Task<NoContent> RunAsync(ClaimsPrincipal person, Sessions sessions, CancellationToken ct)
    {
        if (TicketHolder.From(person) is { } holder)
        {
            await sessions.EndAsync(holder.UserId, holder.SessionId, ct);
        }

        return TypedResults.NoContent();
    }
}
