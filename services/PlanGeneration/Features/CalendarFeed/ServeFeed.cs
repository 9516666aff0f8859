using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Platform.PlanGeneration.Data;
using Platform.PlanGeneration.Domain.Calendars;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Racing;
using Platform.PlanGeneration.Domain.Sessions;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;

namespace Platform.PlanGeneration.Features.CalendarFeed;

/// <summary>The calendar that a phone subscribes to: the sessions of the followed plan, and races. The address is the ticket.</summary>
internal static class ServeFeed
{
    private const string ContentType = "text/calendar; charset=utf-8";

    public static void Map(WebApplication app) =>
        app.MapGet("/calendar/{token}.ics", Get).AllowAnonymous().WithTags("training plans").WithSummary("A calendar by its private address.")
            .Produces<string>(StatusCodes.Status200OK, "text/calendar").Produces(StatusCodes.Status304NotModified).ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<FileContentHttpResult, StatusCodeHttpResult, ProblemHttpResult>> Get(
        string token, Database database, HttpContext http, CancellationToken ct)
    {
        Guid? owner;
        await using (var look = await database.BeginAsync(ct))
        {
            owner = await Feeds.OwnerAsync(look, token, ct);
        }

        if (owner is not { } userId)
        {
            return Problems.NotFound("calendar");
        }

        await using var work = await database.BeginForAsync(userId, ct);
        var content = Encoding.UTF8.GetBytes(CalendarText.Write("Training plan", await EventsAsync(work, userId, ct)));
        var tag = new EntityTagHeaderValue($"\"{Base64Url.EncodeToString(SHA256.HashData(content)[..16])}\"");
        http.Response.GetTypedHeaders().ETag = tag;
        // Asked again each time, and mostly answered without a body.
        http.Response.Headers.CacheControl = "private, no-cache";
        return http.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false))
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.File(content, ContentType);
    }

    private static async Task<IReadOnlyList<CalendarEvent>> EventsAsync(Work work, Guid userId, CancellationToken ct)
    {
        var days = await work.QueryAsync<DayRow>(
            $"""
            SELECT d.date, d.planned_data, p.name, p.changed_at FROM training_plans p
            JOIN training_days_planned d ON d.plan_id = p.id AND d.planned_data IS NOT NULL
            WHERE p.id = ({Plans.Followed("@userId")}) ORDER BY d.date
            """, new { userId }, ct);
        var races = await work.QueryAsync<RaceRow>($"SELECT {RaceRow.Columns} FROM races WHERE user_id = @userId ORDER BY date, id", new { userId }, ct);
        var mark = Mark(userId);
        return
        [
            .. days.Select(day => (day, Session: PlanJson.ReadSession(day.PlannedData))).Select(d => new CalendarEvent(
                // Of the date, not of the plan: another plan replaces the event and adds none.
                $"session-{d.day.Date:yyyyMMdd}-{mark}@training-platform", d.day.Date, SessionLines.Summary(d.Session),
                $"{SessionLines.Description(d.Session)}\n\n{d.day.Name}", WireNames.Of(d.Session.Kind), d.day.ChangedAt)),
            .. races.Select(race => new CalendarEvent(
                $"race-{race.Id:N}@training-platform", race.Date, $"Race: {race.Name}", Describe(race), "race", race.ChangedAt)),
        ];
    }

    private static string Describe(RaceRow race) => string.Join('\n', new[]
    {
        RaceFormat.Find(race.Format)?.Name,
        race.GoalSeconds is { } goal ? $"Goal: {RaceTime.Text(TimeSpan.FromSeconds(goal))}" : null,
        race.Location,
    }.OfType<string>());

    // Tells the days of two athletes apart without telling who they are.
    private static string Mark(Guid userId) => Convert.ToHexStringLower(SHA256.HashData(userId.ToByteArray())[..8]);

    private sealed class DayRow
    {
        public DateOnly Date { get; init; }
        public string PlannedData { get; init; } = "";
        public string Name { get; init; } = "";
        public DateTimeOffset ChangedAt { get; init; }
    }
}
