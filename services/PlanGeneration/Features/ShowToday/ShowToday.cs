using System.Security.Claims;
using Platform.PlanGeneration.Data;
using Platform.PlanGeneration.Domain;
using Platform.PlanGeneration.Generation;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.PlanGeneration.Features.ShowToday;

/// <param name="LocalDate">Today on the athlete's calendar.</param>
/// <param name="Workout">Today's workout; also there where training was called off after it had been made.</param>
/// <param name="NextTrainingDate">The next training date after today, if one is in sight: the plan's where today's workout is a plan's.</param>
internal sealed record TodayView(DateOnly LocalDate, DayStatus Status, WorkoutView? Workout, DateOnly? NextTrainingDate);

internal static class TodayStatus
{
    /// <summary>A plan's day and one that the athlete asked for are training days, whatever day of the week it is.</summary>
    public static DayStatus Of(TrainingCalendar calendar, DateOnly date, string source, bool requested) => calendar.On(date) switch
    {
        DayStatus.RestDay when source == WorkoutSources.Plan || requested => DayStatus.Training,
        var status => status,
    };
}

internal static class ShowToday
{
    public static void Map(RouteGroupBuilder training) =>
        training.MapGet("/today", Get).Produces<TodayView>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
            .WithSummary("Today's workout, made there and then where 04:00 has not made it.");

    private static async Task<IResult> Get(
        ClaimsPrincipal person, Database database, GenerateWorkouts generate, KnownAthletes athletes, TimeProvider time, CancellationToken ct)
    {
        var userId = person.UserId();
        var (guess, planned) = athletes.Guess(userId, time.GetUtcNow());
        var stored = await ReadAsync(database, userId, guess, planned, ct);
        if (!OwnDate.TryRead(stored?.TimeZone, time, out var today, out var problem))
        {
            return problem;
        }

        if (stored!.Date != today || !stored.IsWhole)
        {
            stored = (await ReadAsync(database, userId, today, planned: true, ct))!;
        }

        athletes.Learn(userId, stored.TimeZone, stored.IsOfPlan);
        return stored.HasWorkout ? stored : await MakeAsync(database, generate, userId, today, ct);
    }

    private static Task<StoredToday?> ReadAsync(Database database, Guid userId, DateOnly date, bool planned, CancellationToken ct) =>
        database.ReadForAsync(userId, StoredToday.Query(userId, date, planned), row => StoredToday.Read(row, date), ct);

    private static async Task<IResult> MakeAsync(Database database, GenerateWorkouts generate, Guid userId, DateOnly today, CancellationToken ct)
    {
        await using (var work = await database.BeginForAsync(userId, ct))
        {
            var athlete = (await Athletes.FindAsync(work, userId, ct))!;
            var status = athlete.Calendar.On(today);
            if (status is DayStatus.Training or DayStatus.RestDay)
            {
                var result = await generate.RunAsync(work, [userId], today, ct);
                if (result.Failed.Count > 0)
                {
                    return Problems.Create(
                        StatusCodes.Status500InternalServerError, "generation-failed", "The workout could not be made",
                        "Today's workout could not be made; we have been told. Try again later.");
                }

                await work.CommitAsync(ct);
            }
        }

        var stored = (await ReadAsync(database, userId, today, planned: true, ct))!;
        return stored.HasWorkout ? stored : await RestAsync(database, userId, today, ct);
    }

    /// <summary>A day without a workout: of a plan, or of the week.</summary>
    private static async Task<IResult> RestAsync(Database database, Guid userId, DateOnly today, CancellationToken ct)
    {
        await using var work = await database.BeginForAsync(userId, ct);
        var athlete = (await Athletes.FindAsync(work, userId, ct))!;
        var status = athlete.Calendar.On(today);
        var next = status is DayStatus.Training or DayStatus.RestDay && await Plans.FindFollowedAsync(work, userId, ct) is { } plan && plan.EndDate >= today
            ? await work.ScalarAsync<DateOnly?>(
                "SELECT min(date) FROM training_days_planned WHERE plan_id = @Id AND user_id = @userId AND date > @today AND planned_data IS NOT NULL",
                new { plan.Id, userId, today }, ct)
            : null;
        return TypedResults.Ok(new TodayView(today, status == DayStatus.Training ? DayStatus.RestDay : status, null, next ?? athlete.Calendar.NextAfter(today)));
    }
}
