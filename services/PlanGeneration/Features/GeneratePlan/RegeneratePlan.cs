using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.PlanGeneration.Data;
using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.Domain.Validation;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;
using Platform.ServiceDefaults.Time;

namespace Platform.PlanGeneration.Features.GeneratePlan;

/// <param name="FromWeek">The first week that is made anew; 0 is the plan's first.</param>
/// <param name="Seed">Null: the plan's, so that what changes is what the athlete's profile changes.</param>
/// <param name="Version">The version this replaces, where the sender wants to be sure of it.</param>
internal sealed record RegeneratePlanInput(int? FromWeek, int? Seed, long? Version);

/// <summary>
/// Makes the rest of a plan anew from the profile as it is now. What has passed, and every planned day that was trained,
/// stays as it was; what was trained holds its own copy in any case.
/// </summary>
internal static class RegeneratePlan
{
    // What a kept session would break by today's profile is no fault: it was right when it was planned.
    private static readonly string[] BetweenDays = [FaultRules.WeeklyChange, FaultRules.HardDays, FaultRules.Taper, FaultRules.TaperIntensity];

    public static void Map(RouteGroupBuilder plans) => plans.MapPost("/{id:guid}/regenerate", Post).WithSummary(
        "Makes a plan of mine anew from a week on; earlier weeks, days that have passed and days that were trained stay.");

    private static async Task<Results<Ok<PlanView>, ProblemHttpResult>> Post(
        Guid id, [FromBody] RegeneratePlanInput input, ClaimsPrincipal person, Database database, TimeProvider time, HttpContext http,
        ILogger<CheckedPlan> log, CancellationToken ct)
    {
        var (userId, now, faults) = (person.UserId(), time.GetUtcNow(), new Faults());
        var expected = ExpectedVersion.Read(http.Request, input.Version, faults);
        await using var work = await database.BeginForAsync(userId, ct);
        var state = await PlannerState.LockAsync(work, userId, null, now, ct);
        if (!state.Locked)
        {
            return GenerationRunning.Problem;
        }

        // Nothing is recorded at a day while it is decided whether the day stays.
        await Executions.LockAsync(work, userId, ct);
        if (await Plans.FindAsync(work, userId, id, ct) is not { } row)
        {
            return Problems.NotFound("training plan");
        }

        if (!OwnDate.TryRead(state.TimeZone, time, out var today, out var problem))
        {
            return problem;
        }

        if (Refuse(row, expected, today) is { } refusal)
        {
            return refusal;
        }

        if (await Trainees.FindAsync(work, userId, today, ct) is not { } trainee)
        {
            return NoTrainingProfile.Yet;
        }

        var from = faults.Number("fromWeek", input.FromWeek, 0, row.Weeks - 1);
        var request = PlanRequestRules.Read(AskedAgain(row, input.Seed), trainee, row.FirstDate, faults);
        if (request is null || !faults.None)
        {
            return Problems.Invalid(faults.Found);
        }

        if (CheckedPlan.Build(request.Order, trainee, userId, log) is not { } plan)
        {
            return CheckedPlan.Refusal;
        }

        var kept = await PlanStore.KeptDaysAsync(work, row, from, today, ct);
        var whole = plan with { Days = [.. plan.Days.Select(day => kept.GetValueOrDefault((day.WeekIndex, day.DayIndex), day))] };
        var changed = row with
        {
            Version = row.Version + 1,
            Seed = plan.Seed,
            Outline = StoredJson.Write(WeekOutline.Of(whole.Weeks, whole.Days)),
            Warnings = [.. request.Warnings, .. Seam(whole, kept, trainee)],
            Provenance = StoredJson.Write(StoredJson.Read<PlanProvenance>(row.Provenance) with { RegeneratedFrom = from, MadeAt = now }),
            ChangedAt = now,
        };
        var followed = await Plans.FollowedAsync(work, userId, ct);
        await PlanStore.ReplaceAsync(work, changed, whole.Days.Where(day => !kept.ContainsKey((day.WeekIndex, day.DayIndex))), kept.Keys, ct);
        if (followed == id)
        {
            work.Publish(changed.ToEvent());
        }

        await work.CommitAsync(ct);
        ExpectedVersion.Tell(http.Response, changed.Version);
        return TypedResults.Ok(PlanView.Of(changed, followed));
    }

    private static ProblemHttpResult? Refuse(PlanRow row, long? expected, DateOnly today) =>
        expected is { } seen && seen != row.Version ? ExpectedVersion.Passed("plan", row.Version)
        : row.State is PlanStatus.Archived ? Problems.Conflict(
            "plan-archived", "The plan was put away: take it up again with POST /api/training-plan/{id}/activate first.")
        : row.State is PlanStatus.Completed || row.EndDate < today ? Problems.Conflict(
            "plan-completed", "The plan's last day has passed: make a new one with POST /api/training-plan/generate.")
        : null;

    // As on the plan's first date: by now its start, and its race perhaps, lie in the past.
    private static PlanRequestInput AskedAgain(PlanRow row, int? seed)
    {
        var target = row.ReadTarget();
        return new(
            target.Format, target.RaceDate is { } race ? Dates.Write(race) : null, target.DistanceM, target.GoalSeconds, target.Goal, row.Weeks,
            Dates.Write(row.FirstDate), target.Division, WireNames.Of(target.Periodisation), WireNames.Of(target.Coach), seed ?? row.Seed, row.Name);
    }

    // The new part is sound by itself. Where it meets the old one it may not be, and the athlete is told.
    private static IEnumerable<string> Seam(Plan whole, IReadOnlyDictionary<(int Week, int Day), PlannedDay> kept, Trainee trainee) =>
        kept.Count == 0
            ? []
            : PlanValidator.Check(whole, trainee).Where(f => BetweenDays.Contains(f.Rule)).Select(f => f.Reason).Distinct()
                .Select(reason => $"Where the new weeks meet what was kept: {reason}");
}
