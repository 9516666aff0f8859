using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Npgsql;
using Platform.PlanGeneration.Data;
using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.Domain.Racing;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;
using Platform.ServiceDefaults.Time;

namespace Platform.PlanGeneration.Features.GeneratePlan;

/// <summary>
/// What a plan is asked for: a race that is noted (<paramref name="RaceId"/>), a race told here (<paramref name="Format"/>,
/// <paramref name="RaceDate"/>), or a <paramref name="Goal"/> without a race. The other fields are <see cref="PlanRequestInput"/>'s.
/// </summary>
/// <param name="Follow">False: a draft, followed when it is activated.</param>
internal sealed record GeneratePlanInput(
    Guid? RaceId, string? Format, string? RaceDate, int? DistanceM, int? GoalSeconds, string? Goal, int? Weeks, string? StartDate, string? Division,
    string? Periodisation, string? Coach, int? Seed, string? Name, bool Follow = true);

/// <summary>Makes a whole plan and stores it with race, junctions, days and messages, or nothing of it.</summary>
internal static class GeneratePlan
{
    public static void Map(RouteGroupBuilder plans) => plans.MapPost("/generate", Post).WithSummary(
        "Makes a whole plan for a race or a goal, and follows it. Repeated with the same Idempotency-Key, it answers the plan that was made.");

    private static async Task<Results<Created<PlanView>, ProblemHttpResult>> Post(
        [FromBody] GeneratePlanInput input, ClaimsPrincipal person, Database database, TimeProvider time, HttpContext http,
        ProposePlan propose, ILogger<CheckedPlan> log, CancellationToken ct)
    {
        var (userId, now, faults) = (person.UserId(), time.GetUtcNow(), new Faults());
        var key = IdempotencyKey.Read(http.Request, faults);
        var asked = new AskedPlan(userId, input, key, now);
        var claim = new GenerationClaim(userId, propose.Timeout);
        PlanRequest request;
        DateOnly today;
        await using (var work = await database.BeginForAsync(userId, ct))
        {
            var state = await PlannerState.LockAsync(work, userId, key, now, ct);
            if (!state.Locked)
            {
                return GenerationRunning.Problem;
            }

            if (state.Made is { } made && faults.None)
            {
                return Answer(http, (await Plans.FindAsync(work, userId, made, ct))!, await Plans.FollowedAsync(work, userId, ct));
            }

            if (!OwnDate.TryRead(state.TimeZone, time, out today, out var problem))
            {
                return problem;
            }

            if (await Trainees.FindAsync(work, userId, today, ct) is not { } trainee)
            {
                return NoTrainingProfile.Yet;
            }

            var race = await NotedRaceAsync(work, userId, input, faults, ct);
            if (PlanRequestRules.Read(Resolve(input, race), trainee, today, faults) is not { } read || !faults.None)
            {
                return Problems.Invalid(faults.Found);
            }

            if (state.PlanCount >= Plans.MostOfOnePerson)
            {
                return TooMany.Of("plans", Plans.MostOfOnePerson);
            }

            if (race is null && read.Order.Target.Format is not null && state.RaceCount >= Races.MostOfOnePerson)
            {
                return TooMany.Of("races", Races.MostOfOnePerson);
            }

            if (!propose.IsConfigured)
            {
                return await StoreAsync(work, asked, read, race, ArrangedPlan.ByRules, http, log, ct);
            }

            if (!await claim.TakeAsync(work, now, ct))
            {
                return GenerationRunning.Problem;
            }

            await work.CommitAsync(ct);
            request = read;
        }

        return await claim.HoldAsync(database, async () =>
        {
            var arranged = await propose.RunAsync(userId, today, request.Order, ct);
            await using var work = await database.BeginForAsync(userId, ct);
            if (!await claim.ReleaseAsync(work, ct) || !(await PlannerState.LockAsync(work, userId, key, now, ct)).Locked)
            {
                return GenerationRunning.Problem;
            }

            // It may have been taken away meanwhile.
            var race = await NotedRaceAsync(work, userId, input, faults, ct);
            return faults.None ? await StoreAsync(work, asked, request, race, arranged, http, log, ct) : Problems.Invalid(faults.Found);
        });
    }

    private sealed record AskedPlan(Guid UserId, GeneratePlanInput Input, string? Key, DateTimeOffset Now);

    private static async Task<Results<Created<PlanView>, ProblemHttpResult>> StoreAsync(
        Work work, AskedPlan asked, PlanRequest request, RaceRow? race, ArrangedPlan arranged, HttpContext http, ILogger<CheckedPlan> log,
        CancellationToken ct)
    {
        if ((arranged.Plan ?? CheckedPlan.Build(request.Order, request.Order.Trainee, asked.UserId, log)) is not { } plan)
        {
            return CheckedPlan.Refusal;
        }

        try
        {
            var row = await PlanStore.InsertAsync(work, Wanted(asked, request, plan, race, arranged), asked.Now, ct);
            if (asked.Input.Follow)
            {
                work.Publish(row.ToEvent());
            }

            await work.CommitAsync(ct);
            return Answer(http, row, asked.Input.Follow ? row.Id : null);
        }
        catch (PostgresException failure) when (failure is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "training_plans_key" })
        {
            // The same request, committed in the instant before the lock was taken: repeated, it is found.
            return GenerationRunning.Problem;
        }
    }

    // The race by its id; without one, the same race that was noted before, so that it is not noted twice.
    private static async Task<RaceRow?> NotedRaceAsync(Work work, Guid userId, GeneratePlanInput input, Faults faults, CancellationToken ct)
    {
        if (input.RaceId is { } id)
        {
            if (input is not { Format: null, RaceDate: null, DistanceM: null, Division: null, GoalSeconds: null })
            {
                faults.Add("raceId", "With raceId, format, raceDate, distanceM, goalSeconds and division are the race's: leave them out, or leave raceId out.");
            }

            var found = await Races.FindAsync(work, userId, id, ct);
            if (found is null)
            {
                faults.Add("raceId", "raceId is not a race of yours: take one of GET /api/races, or give format and raceDate.");
            }

            return found;
        }

        return input.Format is { } format && Dates.TryParse(input.RaceDate, out var date)
            ? await work.SingleOrDefaultAsync<RaceRow>(
                $"SELECT {RaceRow.Columns} FROM races WHERE user_id = @userId AND date = @date AND format = @format ORDER BY id LIMIT 1",
                new { userId, date, format }, ct)
            : null;
    }

    private static PlanRequestInput Resolve(GeneratePlanInput input, RaceRow? race) => input.RaceId is not null && race is not null
        ? new(
            race.Format, Dates.Write(race.Date), race.DistanceM, race.GoalSeconds, input.Goal, input.Weeks, input.StartDate, race.Division,
            input.Periodisation, input.Coach, input.Seed, input.Name)
        : new(
            input.Format, input.RaceDate, input.DistanceM, input.GoalSeconds, input.Goal, input.Weeks, input.StartDate, input.Division,
            input.Periodisation, input.Coach, input.Seed, input.Name);

    private static NewPlan Wanted(AskedPlan asked, PlanRequest request, Plan plan, RaceRow? noted, ArrangedPlan arranged)
    {
        var target = plan.Target;
        var format = RaceFormat.Find(target.Format);
        return new(
            asked.UserId, plan, request.Name ?? plan.Name, request.Order.FirstDate, arranged.Plan is null ? "rules" : "model",
            new(PlanProvenance.Rules, asked.Input.Seed is not null, null, asked.Now, arranged.Model, arranged.Strategy),
            arranged.Notice is { } notice ? [.. request.Warnings, notice] : request.Warnings, asked.Input.Follow, noted?.Id,
            noted is null && format is not null
                ? new(format.Id, format.Name, target.RaceDate!.Value, format.NeedsDistance ? target.DistanceM : null, target.GoalSeconds, target.Division, null)
                : null,
            asked.Key);
    }

    private static Created<PlanView> Answer(HttpContext http, PlanRow row, Guid? followed)
    {
        ExpectedVersion.Tell(http.Response, row.Version);
        return TypedResults.Created($"/api/training-plan/{row.Id}", PlanView.Of(row, followed));
    }
}
