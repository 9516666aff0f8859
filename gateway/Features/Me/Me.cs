using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Gateway.Features.Me;

internal sealed class MyAccount
{
    public Guid Id { get; init; }
    public required string Email { get; init; }
    public required string Role { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
}

internal static class Me
{
    public static void Map(IEndpointRouteBuilder identity) => identity.MapGet("/me", RunAsync)
        .RequireAuthorization()
        .WithSummary("The account that is signed in.");

    private static async Task<Results<Ok<MyAccount>, ProblemHttpResult>> RunAsync(ClaimsPrincipal person, Database database, CancellationToken ct)
    {
        await using var work = await database.BeginForAsync(person.UserId(), ct);
        var account = await work.SingleOrDefaultAsync<MyAccount>(
            "SELECT id, email, role, created_at FROM accounts WHERE id = @id", new { id = person.UserId() }, ct);
        return account is null ? Problems.NotFound("account") : TypedResults.Ok(account);
    }
}
