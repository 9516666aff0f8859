using Dapper;
using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Daily;
using Platform.ServiceDefaults.Data;

namespace Platform.PlanGeneration.Data;

/// <summary>Reads what is known of athletes' last days: for a whole batch in one round trip.</summary>
internal static class RecentTrainings
{
    private const int Days = 14;

    /// <summary>Top sets older than that say little of what can be lifted now.</summary>
    private const int MaxDays = 84;

    private const string Sql =
        """
        SELECT user_id, score, hrv, sleep_hours FROM readiness WHERE user_id = ANY(@users) AND local_date = @on;
        SELECT user_id, local_date, memory::text AS memory FROM daily_workouts
        WHERE user_id = ANY(@users) AND local_date BETWEEN @first AND @last AND memory IS NOT NULL
        ORDER BY local_date DESC;
        SELECT user_id, date AS local_date, exercise_id, weight_kg, reps FROM top_sets WHERE user_id = ANY(@users) AND date BETWEEN @first AND @last;
        SELECT user_id, exercise_id, max(estimate_kg) AS weight_kg FROM top_sets
        WHERE user_id = ANY(@users) AND date BETWEEN @oldest AND @last AND estimate_kg IS NOT NULL
        GROUP BY user_id, exercise_id
        """;

    /// <param name="on">What was trained or logged on the date itself is not among it: it would change what is asked of it.</param>
    /// <returns>Everyone of <paramref name="users"/>, with nothing known where nothing is.</returns>
    public static async Task<Dictionary<Guid, RecentTraining>> LoadAsync(Work work, IReadOnlyCollection<Guid> users, DateOnly on, CancellationToken ct)
    {
        if (users.Count == 0)
        {
            return [];
        }

        await using var read = await work.Connection.QueryMultipleAsync(new CommandDefinition(
            Sql, new { users = users.ToArray(), on, first = on.AddDays(-Days), last = on.AddDays(-1), oldest = on.AddDays(-MaxDays) },
            work.Transaction, cancellationToken: ct));
        var readiness = (await read.ReadAsync<ReadinessRow>()).ToDictionary(r => r.UserId, r => r.On(on));
        var sessions = (await read.ReadAsync<MemoryRow>()).ToLookup(r => r.UserId);
        var sets = (await read.ReadAsync<SetRow>()).ToLookup(r => (r.UserId, r.LocalDate), r => new LoggedSet(r.ExerciseId, r.WeightKg, r.Reps));
        var maxes = (await read.ReadAsync<SetRow>()).ToLookup(r => r.UserId);
        return users.Distinct().ToDictionary(user => user, user => new RecentTraining(
            readiness.GetValueOrDefault(user),
            [.. sessions[user].Select(row => StoredJson.Read<SessionMemory>(row.Memory).On(row.LocalDate, [.. sets[(user, row.LocalDate)]]))],
            Maxes(maxes[user])));
    }

    /// <summary>Blocks name exercises in their own words; the catalogue's id is what a coach knows.</summary>
    private static Dictionary<string, decimal> Maxes(IEnumerable<SetRow> rows)
    {
        Dictionary<string, decimal> maxes = [];
        foreach (var row in rows)
        {
            if (CatalogueIndex.Shipped.Find(row.ExerciseId) is { } exercise)
            {
                maxes[exercise.Id] = Math.Max(row.WeightKg, maxes.GetValueOrDefault(exercise.Id));
            }
        }

        return maxes;
    }

    private sealed class ReadinessRow
    {
        public Guid UserId { get; init; }
        public int? Score { get; init; }
        public string? Hrv { get; init; }
        public decimal? SleepHours { get; init; }

        public Readiness On(DateOnly date) => new(date, Score, WireNames.Find<HrvState>(Hrv) ?? HrvState.Unknown, SleepHours);
    }

    private sealed class MemoryRow
    {
        public Guid UserId { get; init; }
        public DateOnly LocalDate { get; init; }
        public string Memory { get; init; } = "";
    }

    private sealed class SetRow
    {
        public Guid UserId { get; init; }
        public DateOnly LocalDate { get; init; }
        public string ExerciseId { get; init; } = "";
        public decimal WeightKg { get; init; }
        public int Reps { get; init; }
    }
}
