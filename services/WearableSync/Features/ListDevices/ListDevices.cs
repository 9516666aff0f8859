using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.WearableSync.Features.ListDevices;

/// <summary>A device or provider account that the athlete has connected.</summary>
internal sealed record Device
{
    public Guid Id { get; init; }
    public required string Provider { get; init; }
    public required string Name { get; init; }
    public DateTimeOffset ConnectedAt { get; init; }
}

internal static class ListDevices
{
    /// <summary>The signed-in person's devices, in the order they were connected: a handful, always one page.</summary>
    public static async Task<Ok<Page<Device>>> HandleAsync(ClaimsPrincipal me, Database database, CancellationToken ct)
    {
        var userId = me.UserId();
        await using var work = await database.BeginForAsync(userId, ct);
        return TypedResults.Ok(new Page<Device>(await work.QueryAsync<Device>(
            "SELECT id, provider, name, connected_at FROM devices WHERE user_id = @userId ORDER BY connected_at, id", new { userId }, ct), null));
    }
}
