using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.PlanGeneration.Data;
using Platform.PlanGeneration.Domain.Execution;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.PlanGeneration.Features.RecordTraining;

internal static class ChangeTraining
{
    private static readonly Match Linked = new(MatchRule.Linked, "You linked it to this planned day.");
    private static readonly Match Unlinked = new(MatchRule.Unlinked, "You took the link to a planned day away.");

    public static void Map(RouteGroupBuilder executed)
    {
        executed.MapPut("/{id:guid}", Put).WithSummary("Corrects how a training of mine felt and my notes; what is left out is cleared.");
        executed.MapDelete("/{id:guid}", Delete).WithSummary("Deletes a training that I entered by hand.");
        executed.MapPost("/{id:guid}/link", Link).WithSummary("Gives a planned day to a training of mine; what was matched by itself gives way.");
        executed.MapPost("/{id:guid}/unlink", Unlink).WithSummary("Takes a training of mine off its planned day, for good.");
    }

    private static async Task<Results<Ok<ExecutedView>, ProblemHttpResult>> Put(
        Guid id, [FromBody] RemarksInput input, ClaimsPrincipal person, Database database, TimeProvider time, HttpContext http, CancellationToken ct)
    {
        var faults = new Faults();
        var (rpe, notes) = TrainingRules.Remarks(input.Rpe, input.Notes, faults);
        return await ChangeAsync(id, input.Version, faults, person, database, http, async (work, row) =>
        {
            var wanted = row with { Rpe = rpe, Notes = notes };
            return wanted == row ? (row, null) : ((await MatchDay.SaveAsync(work, row.UserId, row.Date, [wanted], time.GetUtcNow(), ct))[0], null);
        }, ct);
    }

    private static async Task<Results<Ok<ExecutedView>, ProblemHttpResult>> Link(
        Guid id, [FromBody] PlannedDayKey input, ClaimsPrincipal person, Database database, TimeProvider time, HttpContext http, CancellationToken ct)
    {
        var faults = new Faults();
        var (plan, week, index) = TrainingRules.ReadKey(input, "", faults);
        return await ChangeAsync(id, null, faults, person, database, http, async (work, row) =>
        {
            var day = await Executions.PlannedDayAsync(work, row.UserId, plan, week, index, ct);
            var notFound = new Faults();
            PlannedDays.Check(input, day, "planId", notFound);
            return notFound.None
                ? await PlannedDays.TakeAsync(work, row, day!, Linked, time.GetUtcNow(), ct)
                : (null, Problems.Invalid(notFound.Found));
        }, ct);
    }

    private static Task<Results<Ok<ExecutedView>, ProblemHttpResult>> Unlink(
        Guid id, ClaimsPrincipal person, Database database, TimeProvider time, HttpContext http, CancellationToken ct) =>
        ChangeAsync(id, null, new Faults(), person, database, http, async (work, row) =>
        {
            if (row.Rule == MatchRule.Unlinked)
            {
                return (row, null);
            }

            var (now, plannedDate) = (time.GetUtcNow(), row.PlannedDate ?? row.Date);
            var unlinked = (await MatchDay.SaveAsync(work, row.UserId, row.Date, [row.AtNone(Unlinked)], now, ct))[0];
            // The planned day is free for another training of its date.
            await MatchDay.RunAsync(work, row.UserId, plannedDate, [], now, ct);
            return (unlinked, null);
        }, ct);

    private static async Task<Results<NoContent, ProblemHttpResult>> Delete(
        Guid id, ClaimsPrincipal person, Database database, TimeProvider time, HttpContext http, CancellationToken ct)
    {
        var (userId, now) = (person.UserId(), time.GetUtcNow());
        await using var work = await database.BeginForAsync(userId, ct);
        await Executions.LockAsync(work, userId, ct);
        if (await Executions.FindAsync(work, userId, id, ct) is not { } row)
        {
            return Problems.NotFound("training");
        }

        if (row.ActivityId is not null)
        {
            return Problems.Conflict("synced-training", "A wearable recorded this training: delete the activity there, or unlink it here.");
        }

        await Executions.DeleteAsync(work, row, now, ct);
        await MatchDay.RunAsync(work, userId, row.PlannedDate ?? row.Date, [], now, ct);
        await work.CommitAsync(ct);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<ExecutedView>, ProblemHttpResult>> ChangeAsync(
        Guid id, long? version, Faults faults, ClaimsPrincipal person, Database database, HttpContext http,
        Func<Work, ExecutedRow, Task<(ExecutedRow? Row, ProblemHttpResult? Refusal)>> change, CancellationToken ct)
    {
        var expected = ExpectedVersion.Read(http.Request, version, faults);
        var userId = person.UserId();
        await using var work = await database.BeginForAsync(userId, ct);
        await Executions.LockAsync(work, userId, ct);
        if (await Executions.FindAsync(work, userId, id, ct) is not { } before)
        {
            return Problems.NotFound("training");
        }

        if (!faults.None)
        {
            return Problems.Invalid(faults.Found);
        }

        if (expected is { } seen && seen != before.Version)
        {
            return ExpectedVersion.Passed("training", before.Version);
        }

        var (row, refusal) = await change(work, before);
        if (refusal is not null)
        {
            return refusal;
        }

        await work.CommitAsync(ct);
        ExpectedVersion.Tell(http.Response, row!.Version);
        return TypedResults.Ok(ExecutedView.Of(row));
    }
}
