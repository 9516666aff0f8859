using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.PlanGeneration.Data;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Execution;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.PlanGeneration.Features.RecordTraining;

internal static class EnterTraining
{
    private static readonly Match SaidSo = new(MatchRule.Entered, "You entered it for this planned day.");
    private static readonly Match NotPlanned = new(MatchRule.NotPlanned, "You entered it as not planned.");

    /// <summary>Of one date, those of wearables among them: the whole date is looked at again with each.</summary>
    private const int MostOfOneDate = 20;

    public static void Map(RouteGroupBuilder executed) => executed.MapPost("/", Post).WithSummary(
        "Records a training of mine: by hand, or an activity of mine with how it felt. Without a planned day it is matched by date and sport.");

    private static async Task<Results<Created<ExecutedView>, Ok<ExecutedView>, ProblemHttpResult>> Post(
        [FromBody] TrainingInput input, ClaimsPrincipal person, Database database, TimeProvider time, HttpContext http, CancellationToken ct)
    {
        var (userId, now) = (person.UserId(), time.GetUtcNow());
        await using var work = await database.BeginForAsync(userId, ct);
        if (!OwnDate.TryRead((await Athletes.FindAsync(work, userId, ct))?.TimeZone, time, out var today, out var problem))
        {
            return problem;
        }

        var faults = new Faults();
        var draft = TrainingRules.Read(input, today, faults);
        var key = IdempotencyKey.Read(http.Request, faults);
        if (!faults.None)
        {
            return Problems.Invalid(faults.Found);
        }

        await Executions.LockAsync(work, userId, ct);
        if (key is not null && await MadeBeforeAsync(work, userId, key, ct) is { } made)
        {
            return Answer(http, made, created: true);
        }

        var day = input.Planned is { } planned
            ? await Executions.PlannedDayAsync(work, userId, planned.PlanId!.Value, planned.WeekIndex!.Value, planned.DayIndex!.Value, ct)
            : null;
        PlannedDays.Check(input.Planned, day, "planned", faults);
        var entry = input.ActivityId is { } activity ? await Executions.OfActivityAsync(work, userId, activity, ct) : NewEntry(userId, draft, input.StartedAt, day, key, now);
        if (entry is null)
        {
            faults.Add("activityId", "activityId is not an activity of yours that has been synced.");
        }

        if (!faults.None)
        {
            return Problems.Invalid(faults.Found);
        }

        if (input.ActivityId is null && (await Executions.OfDateAsync(work, userId, entry!.Date, ct)).Count >= MostOfOneDate)
        {
            return TooMany.Of($"trainings on {entry.Date:yyyy-MM-dd}", MostOfOneDate);
        }

        var (row, refusal) = await StoreAsync(work, WithRemarks(entry!, draft, input.Unplanned), day, now, ct);
        if (refusal is not null)
        {
            return refusal;
        }

        await work.CommitAsync(ct);
        return Answer(http, row!, created: input.ActivityId is null);
    }

    private static async Task<(ExecutedRow? Row, ProblemHttpResult? Refusal)> StoreAsync(
        Work work, ExecutedRow entry, PlannedDayRow? day, DateTimeOffset now, CancellationToken ct) => day is null
            ? ((await MatchDay.RunAsync(work, entry.UserId, entry.Date, [entry], now, ct)).Single(r => r.Id == entry.Id), null)
            : await PlannedDays.TakeAsync(work, entry, day, SaidSo, now, ct);

    private static ExecutedRow NewEntry(
        Guid userId, TrainingDraft draft, DateTimeOffset? startedAt, PlannedDayRow? day, string? key, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(),
        UserId = userId,
        Date = draft.Date ?? default,
        Source = ExecutedRow.Manual,
        Sport = draft.Sport ?? day?.ReadSession()?.Sport ?? "other",
        StartedAt = startedAt,
        DurationSeconds = draft.Actual.DurationSeconds,
        DistanceM = draft.Actual.DistanceM,
        AverageHeartRate = draft.Actual.AverageHeartRate,
        MatchRule = WireNames.Of(MatchRule.NoPlan),
        IdempotencyKey = key,
        CreatedAt = now,
    };

    private static ExecutedRow WithRemarks(ExecutedRow entry, TrainingDraft draft, bool unplanned)
    {
        var remarked = entry with { Rpe = draft.Actual.Rpe ?? entry.Rpe, Notes = draft.Notes ?? entry.Notes };
        return unplanned ? remarked.AtNone(NotPlanned) : remarked;
    }

    private static Task<ExecutedRow?> MadeBeforeAsync(Work work, Guid userId, string key, CancellationToken ct) =>
        work.SingleOrDefaultAsync<ExecutedRow>(
            $"SELECT {ExecutedRow.Columns} FROM training_days_executed WHERE user_id = @userId AND idempotency_key = @key", new { userId, key }, ct);

    private static Results<Created<ExecutedView>, Ok<ExecutedView>, ProblemHttpResult> Answer(HttpContext http, ExecutedRow row, bool created)
    {
        ExpectedVersion.Tell(http.Response, row.Version);
        return created ? TypedResults.Created($"/api/training-plan/executed/{row.Id}", ExecutedView.Of(row)) : TypedResults.Ok(ExecutedView.Of(row));
    }
}
