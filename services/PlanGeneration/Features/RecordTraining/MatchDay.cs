using Platform.PlanGeneration.Data;
using Platform.PlanGeneration.Domain.Execution;
using Platform.ServiceDefaults.Data;

namespace Platform.PlanGeneration.Features.RecordTraining;

/// <summary>
/// Looks at a whole date again after something of it has changed: which of its trainings is the planned one. What the
/// athlete decided stays, and so does what stands at a day of a plan that is no longer followed.
/// </summary>
internal static class MatchDay
{
    /// <param name="changed">Rows of the date that are new or differ from what is stored; written in any case.</param>
    /// <returns>The rows that were written, as they are now.</returns>
    public static async Task<IReadOnlyList<ExecutedRow>> RunAsync(
        Work work, Guid userId, DateOnly date, IReadOnlyList<ExecutedRow> changed, DateTimeOffset now, CancellationToken ct)
    {
        var day = (await Plans.ActiveDayAsync(work, [userId], date, ct)).TryGetValue(userId, out var active) ? PlannedDayRow.Of(active) : null;
        var holder = day is null ? null : await Executions.AtAsync(work, userId, day, ct);
        var rows = (await Executions.OfDateAsync(work, userId, date, ct)).Where(stored => changed.All(c => c.Id != stored.Id)).Concat(changed).ToList();
        var taken = rows.Any(r => r.IsAt(day) && r.Rule.IsAthletes())
            || (holder is not null && holder.Date != date && changed.All(c => c.Id != holder.Id));
        var open = rows.Where(r => !r.Rule.IsAthletes() && (r.PlanId is null || r.IsAt(day))).ToList();
        var matches = DayMatching.Assign(day is not null, day?.ReadSession(), taken, [.. open.Select(r => r.Candidate)]);

        var writes = changed.Where(c => !matches.ContainsKey(c.Id)).ToList();
        foreach (var row in open)
        {
            var match = matches[row.Id];
            var matched = match.Rule.IsAtPlannedDay() ? row.At(day!, match) : row.AtNone(match);
            if (changed.Contains(row) || matched != row)
            {
                writes.Add(matched);
            }
        }

        return await SaveAsync(work, userId, date, writes, now, ct);
    }

    /// <summary>Writes rows, those that leave a planned day before the one that takes it.</summary>
    public static async Task<IReadOnlyList<ExecutedRow>> SaveAsync(
        Work work, Guid userId, DateOnly date, IReadOnlyList<ExecutedRow> rows, DateTimeOffset now, CancellationToken ct)
    {
        var saved = new List<ExecutedRow>(rows.Count);
        if (rows.Count > 0)
        {
            var trainee = await Trainees.FindAsync(work, userId, date, ct);
            foreach (var row in rows.OrderBy(r => r.PlanId is not null))
            {
                saved.Add(await Executions.SaveAsync(work, row, trainee?.MaxHeartRate, now, ct));
            }
        }

        return saved;
    }
}
