using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.Delivery.Domain;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Delivery.Features.KeepPreferences;

/// <summary><c>/api/deliveries/preferences</c> and <c>/api/deliveries/channels</c>: how one wants to be reached.</summary>
internal static class KeepPreferences
{
    public static void MapPreferences(this IEndpointRouteBuilder routes)
    {
        var deliveries = routes.MapGroup("/api/deliveries").RequireAuthorization().WithTags("deliveries");
        deliveries.MapGet("/preferences", GetAsync).WithSummary("My language, unit, channels and quiet hours, and whether each channel reaches me.");
        deliveries.MapPut("/preferences", PutAsync).WithSummary("Replaces my preferences as a whole; one that does not differ changes nothing.");
        deliveries.MapPost("/channels/{channel}/resume", ResumeAsync).WithSummary("Tries a channel again that turned out to be a dead end.");
    }

    private static async Task<Ok<PreferencesView>> GetAsync(ClaimsPrincipal person, HttpResponse response, Database database, TimeProvider time, CancellationToken ct)
    {
        await using var work = await database.BeginForAsync(person.UserId(), ct);
        return await ShowAsync(await PreferencesRow.ReadAsync(person.UserId(), work, ct), person.UserId(), time.GetUtcNow(), response, database, ct);
    }

    private static async Task<Results<Ok<PreferencesView>, ProblemHttpResult>> PutAsync(
        [FromBody] PreferencesInput input, ClaimsPrincipal person, HttpContext http, Database database, TimeProvider time, CancellationToken ct)
    {
        var faults = new Faults();
        var expected = ExpectedVersion.Read(http.Request, input.Version, faults);
        if (input.Read(faults) is not { } wanted || !faults.None)
        {
            return Problems.Invalid(faults.Found);
        }

        var userId = person.UserId();
        await using var work = await database.BeginForAsync(userId, ct);
        var row = await PreferencesRow.LockAsync(userId, time.GetUtcNow(), work, ct);
        if (expected is not null && expected != row.Version)
        {
            return ExpectedVersion.Passed("preferences", row.Version);
        }

        if (!row.Preferences.IsSameAs(wanted))
        {
            row = await PreferencesRow.UpdateAsync(userId, wanted, time.GetUtcNow(), work, ct);
            await work.CommitAsync(ct);
        }

        return await ShowAsync(row, userId, time.GetUtcNow(), http.Response, database, ct);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ResumeAsync(string channel, ClaimsPrincipal person, Database database, CancellationToken ct)
    {
        if (!Channel.All.Contains(channel))
        {
            return Problems.NotFound("channel");
        }

        var userId = person.UserId();
        await using var work = await database.BeginForAsync(userId, ct);
        await work.ExecuteAsync("DELETE FROM channel_stops WHERE user_id = @userId AND channel = @channel AND NOT untied", new { userId, channel }, ct);
        await work.CommitAsync(ct);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<PreferencesView>> ShowAsync(
        PreferencesRow row, Guid userId, DateTimeOffset now, HttpResponse response, Database database, CancellationToken ct)
    {
        ExpectedVersion.Tell(response, row.Version);
        var preferences = row.Preferences;
        return TypedResults.Ok(new PreferencesView(
            row.Version, preferences.Language, preferences.WeightUnit, preferences.Channels,
            preferences.Quiet is null ? null : PreferencesInput.Write(preferences.Quiet.From),
            preferences.Quiet is null ? null : PreferencesInput.Write(preferences.Quiet.Until),
            row.Version == 0 ? null : row.UpdatedAt, await Reach.ReadAsync(userId, now, database, ct)));
    }
}

/// <param name="Version">0: nothing was chosen yet, these are the defaults.</param>
/// <param name="QuietFrom">A time of day such as <c>22:00</c>; null: no quiet hours.</param>
/// <param name="Reach">By which channels the person can be reached.</param>
internal sealed record PreferencesView(
    long Version, string Language, WeightUnit WeightUnit, IReadOnlyList<string> Channels, string? QuietFrom, string? QuietUntil,
    DateTimeOffset? UpdatedAt, IReadOnlyList<ChannelReach> Reach);
