using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using Platform.Scheduler.Data;
using Platform.Scheduler.Domain;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;
using Platform.ServiceDefaults.Time;

namespace Platform.Scheduler.Features.ShowClients;

/// <param name="LocalNow">The time on the client's clock; null where the zone is not known.</param>
/// <param name="Sentence">The state in words.</param>
internal sealed record ClientView(
    Guid UserId, string TimeZone, DateTimeOffset? LocalNow, ClientState State, string Sentence, IReadOnlyList<NextDueView> Next);

/// <param name="DueAt">With the client's own offset; null while the profile stays as it is.</param>
internal sealed record NextDueView(string Task, TimeOnly LocalTime, DateOnly? LocalDate, DateTimeOffset? DueAt);

internal static class ShowClient
{
    /// <summary>For operators: any client.</summary>
    public static async Task<Results<Ok<ClientView>, ProblemHttpResult>> ByIdAsync(
        Guid userId, Database database, SchedulerClock clock, EnabledTasks tasks, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        return await ShowAsync(work, userId, clock, tasks, ct);
    }

    /// <summary>For a person: themselves.</summary>
    public static async Task<Results<Ok<ClientView>, ProblemHttpResult>> MeAsync(
        HttpContext http, Database database, SchedulerClock clock, EnabledTasks tasks, CancellationToken ct)
    {
        await using var work = await database.BeginForAsync(http.User.UserId(), ct);
        return await ShowAsync(work, http.User.UserId(), clock, tasks, ct);
    }

    private static async Task<Results<Ok<ClientView>, ProblemHttpResult>> ShowAsync(
        Work work, Guid userId, SchedulerClock clock, EnabledTasks tasks, CancellationToken ct)
    {
        var client = await work.SingleOrDefaultAsync<Client>(
            "SELECT user_id, zone_text, zone, start_date, paused, schedule_days FROM clients WHERE user_id = @userId", new { userId }, ct);
        if (client is null)
        {
            return Problems.NotFound("schedule");
        }

        var now = await clock.NowAsync(work, ct);
        if (client.Zone is null || ZoneKey.Read(client.Zone) is not { } zone)
        {
            var unknown = client with { Zone = null };
            return TypedResults.Ok(new ClientView(
                userId, client.ZoneText, null, ClientState.InvalidZone, unknown.Explain(ClientState.InvalidZone),
                [.. tasks.Local.Select(t => new NextDueView(t.Name, t.LocalTime, null, null))]));
        }

        var state = client.StateOn(Zones.LocalDateAt(zone, now));
        var done = await DoneAsync(work, userId, Zones.LocalDateAt(zone, now).AddDays(-1), ct);
        return TypedResults.Ok(new ClientView(
            userId, client.ZoneText, In(zone, now), state, client.Explain(state),
            [.. tasks.Local.Select(task => View(task, zone, Upcoming.Next(client, zone, task, now, date => done.Contains((task.Name, date)))))]));
    }

    private static NextDueView View(ScheduledTask task, DateTimeZone zone, Due? due) =>
        new(task.Name, task.LocalTime, due?.LocalDate, due is { } next ? In(zone, next.At) : null);

    private static DateTimeOffset In(DateTimeZone zone, DateTimeOffset instant) =>
        Instant.FromDateTimeOffset(instant).InZone(zone).ToDateTimeOffset();

    private static async Task<HashSet<(string Task, DateOnly LocalDate)>> DoneAsync(Work work, Guid userId, DateOnly from, CancellationToken ct) =>
        [.. (await work.QueryAsync<Done>(
            "SELECT task, local_date FROM runs WHERE user_id = @userId AND local_date >= @from", new { userId, from }, ct)).Select(d => (d.Task, d.LocalDate))];

    private sealed record Done
    {
        public string Task { get; init; } = "";
        public DateOnly LocalDate { get; init; }
    }
}
