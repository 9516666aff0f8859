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
/// <param name="LocalTime">The client's own hour where they have one, else the task's.</param>
internal sealed record NextDueView(string Task, string LocalTime, bool OwnTime, bool Muted, DateOnly? LocalDate, DateTimeOffset? DueAt);

internal static class ShowClient
{
    /// <summary>For operators: any client.</summary>
    public static async Task<Results<Ok<ClientView>, ProblemHttpResult>> ByIdAsync(
        Guid userId, Database database, SchedulerClock clock, SchedulerOptions options, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        return await ShowAsync(work, userId, clock, options, ct);
    }

    /// <summary>For a person: themselves.</summary>
    public static async Task<Results<Ok<ClientView>, ProblemHttpResult>> MeAsync(
        HttpContext http, Database database, SchedulerClock clock, SchedulerOptions options, CancellationToken ct)
    {
        await using var work = await database.BeginForAsync(http.User.UserId(), ct);
        return await ShowAsync(work, http.User.UserId(), clock, options, ct);
    }

    private static async Task<Results<Ok<ClientView>, ProblemHttpResult>> ShowAsync(
        Work work, Guid userId, SchedulerClock clock, SchedulerOptions options, CancellationToken ct)
    {
        var client = await work.SingleOrDefaultAsync<Client>(
            "SELECT user_id, zone_text, zone, start_date, paused, schedule_days FROM clients WHERE user_id = @userId", new { userId }, ct);
        if (client is null)
        {
            return Problems.NotFound("schedule");
        }

        var now = await clock.NowAsync(work, ct);
        var tasks = (await TaskTable.ReadAsync(work, options, ct)).Local.ToList();
        var own = (await work.QueryAsync<OwnTask>("SELECT task, local_time FROM client_tasks WHERE user_id = @userId", new { userId }, ct))
            .ToDictionary(o => o.Task, o => o.LocalTime);
        if (client.Zone is null || ZoneKey.Read(client.Zone) is not { } zone)
        {
            var unknown = client with { Zone = null };
            return TypedResults.Ok(new ClientView(
                userId, client.ZoneText, null, ClientState.InvalidZone, unknown.Explain(ClientState.InvalidZone), [.. tasks.Select(task => View(task, own, null))]));
        }

        var state = client.StateOn(Zones.LocalDateAt(zone, now));
        var done = await DoneAsync(work, userId, tasks, Zones.LocalDateAt(zone, now).AddDays(-1), ct);
        return TypedResults.Ok(new ClientView(
            userId, client.ZoneText, In(zone, now), state, client.Explain(state),
            [
                .. from task in tasks
                   let next = own.TryGetValue(task.Name, out var time) && time is null
                       ? null : Upcoming.Next(client, zone, task, time, now, date => done.Contains((task.Name, date)))
                   select View(task, own, next is { } due ? (due.LocalDate, In(zone, due.At)) : null),
            ]));
    }

    private static NextDueView View(TaskDefinition task, Dictionary<string, TimeOnly?> own, (DateOnly Date, DateTimeOffset At)? next)
    {
        var differs = own.TryGetValue(task.Name, out var time);
        return new(task.Name, LocalTimes.Write(time ?? task.LocalTime!.Value), time is not null, differs && time is null, next?.Date, next?.At);
    }

    private static DateTimeOffset In(DateTimeZone zone, DateTimeOffset instant) =>
        Instant.FromDateTimeOffset(instant).InZone(zone).ToDateTimeOffset();

    // As far as anything can come: see Upcoming.
    private static async Task<HashSet<(string Task, DateOnly LocalDate)>> DoneAsync(
        Work work, Guid userId, List<TaskDefinition> tasks, DateOnly from, CancellationToken ct) =>
        [.. (await work.QueryAsync<Done>(
            "SELECT task, local_date FROM runs WHERE user_id = @userId AND local_date = ANY(@Dates) AND task = ANY(@Tasks) AND status <> 'pending'",
            new { userId, Dates = Enumerable.Range(0, 16).Select(from.AddDays).ToArray(), Tasks = tasks.Select(t => t.Name).ToArray() }, ct))
            .Select(d => (d.Task, d.LocalDate))];

    private sealed record Done
    {
        public string Task { get; init; } = "";
        public DateOnly LocalDate { get; init; }
    }
}
