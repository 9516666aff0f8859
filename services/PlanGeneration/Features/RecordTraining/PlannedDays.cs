using Microsoft.AspNetCore.Http.HttpResults;
using Platform.PlanGeneration.Data;
using Platform.PlanGeneration.Domain.Execution;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Http;

namespace Platform.PlanGeneration.Features.RecordTraining;

/// <summary>Gives planned days to trainings, as the athlete says.</summary>
internal static class PlannedDays
{
    /// <param name="asked">What was sent; null: nothing.</param>
    /// <param name="found">What it was found to be.</param>
    public static void Check(PlannedDayKey? asked, PlannedDayRow? found, string field, Faults faults)
    {
        if (asked is not null && found is null)
        {
            faults.Add(field, $"{field} is not a day of a plan of yours: planId is one of GET /api/training-plan, weekIndex counts from 0, dayIndex 0 is Monday.");
        }
        else if (found is { PlannedData: null })
        {
            faults.Add(field, "The planned day is a day of rest: take one that has a session, or record the training without a planned day.");
        }
    }

    /// <summary>
    /// The athlete's word beats what was matched by itself, which is looked at again. Another training that the athlete has
    /// given the day to is not pushed aside: one planned day is trained once.
    /// </summary>
    public static async Task<(ExecutedRow? Row, ProblemHttpResult? Refusal)> TakeAsync(
        Work work, ExecutedRow entry, PlannedDayRow day, Match match, DateTimeOffset now, CancellationToken ct)
    {
        var writes = new List<ExecutedRow>(2) { entry.At(day, match) };
        if (await Executions.AtAsync(work, entry.UserId, day, ct) is { } holder && holder.Id != entry.Id)
        {
            if (holder.Rule.IsAthletes())
            {
                return (null, Problems.Conflict(
                    "day-executed",
                    $"You have given this planned day to the training {holder.Id} of {holder.Date:yyyy-MM-dd} already: unlink that one first."));
            }

            writes.Add(holder.AtNone(DayMatching.Taken(day.ReadSession()!)));
        }

        var row = (await MatchDay.SaveAsync(work, entry.UserId, entry.Date, writes, now, ct)).Single(r => r.Id == entry.Id);
        foreach (var date in new[] { day.Date, entry.Date }.Distinct())
        {
            await MatchDay.RunAsync(work, entry.UserId, date, [], now, ct);
        }

        return (row, null);
    }
}
