using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.PlanGeneration.Data;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.Domain.Sessions;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.PlanGeneration.Features.ReadPlans;

internal static class ReadWeek
{
    public static void Map(RouteGroupBuilder plans) =>
        plans.MapGet("/{id:guid}/weeks/{index:int}", Get).WithSummary("A week of a plan of mine, all seven days in full. Week 0 is the first.");

    private static async Task<Results<Ok<PlanWeekView>, ProblemHttpResult>> Get(
        Guid id, int index, ClaimsPrincipal person, Database database, HttpResponse response, CancellationToken ct)
    {
        var userId = person.UserId();
        await using var work = await database.BeginForAsync(userId, ct);
        if (await Plans.FindAsync(work, userId, id, ct) is not { } plan)
        {
            return Problems.NotFound("training plan");
        }

        if (index < 0 || index >= plan.Weeks)
        {
            return Problems.NotFound($"week: the plan has weeks 0 to {plan.Weeks - 1}");
        }

        var rows = await work.QueryAsync<Row>(
            """
            SELECT d.date, d.day_index, d.phase, d.planned_data, e.id AS executed_id
            FROM training_days_planned d
            LEFT JOIN training_days_executed e
                ON e.user_id = d.user_id AND e.plan_id = d.plan_id AND e.week_index = d.week_index AND e.day_index = d.day_index
            WHERE d.plan_id = @id AND d.week_index = @index AND d.user_id = @userId ORDER BY d.day_index
            """, new { id, index, userId }, ct);
        ExpectedVersion.Tell(response, plan.Version);
        return TypedResults.Ok(new PlanWeekView(id, plan.ReadOutline()[index], [.. rows.Select(r => r.ToView(index))]));
    }

    private sealed class Row
    {
        public DateOnly Date { get; init; }
        public int DayIndex { get; init; }
        public string Phase { get; init; } = "";
        public string? PlannedData { get; init; }
        public Guid? ExecutedId { get; init; }

        public PlannedDayView ToView(int week) => new(
            Date, week, DayIndex, WireNames.Find<Phase>(Phase)!.Value, PlannedData is null ? null : PlanJson.ReadSession(PlannedData), ExecutedId);
    }
}
