using Dapper;
using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Daily;
using Platform.ServiceDefaults.Data;

namespace Platform.PlanGeneration.Data;

/// <summary>
/// What is known of athletes' last days: loaded for a whole batch in one round trip, each read when it is looked for, so that
/// what can no longer be read is one athlete's failure.
/// </summary>
internal sealed class RecentTrainings
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

    private readonly Dictionary<Guid, Readiness> _readiness;
    private readonly ILookup<Guid, MemoryRow> _sessions;
    private readonly ILookup<(Guid User, DateOnly Date), LoggedSet> _sets;
    private readonly ILookup<Guid, SetRow> _maxes;

    private RecentTrainings(
        Dictionary<Guid, Readiness> readiness, ILookup<Guid, MemoryRow> sessions, ILookup<(Guid User, DateOnly Date), LoggedSet> sets,
        ILookup<Guid, SetRow> maxes) => (_readiness, _sessions, _sets, _maxes) = (readiness, sessions, sets, maxes);

    /// <summary>With nothing known where nothing is.</summary>
    public RecentTraining this[Guid user] => new(
        _readiness.GetValueOrDefault(user),
        [.. _sessions[user].Select(row => StoredJson.Read<SessionMemory>(row.Memory).On(row.LocalDate, [.. _sets[(user, row.LocalDate)]]))],
        Maxes(_maxes[user]));

    /// <param name="on">What was trained or logged on the date itself is not among it: it would change what is asked of it.</param>
    public static async Task<RecentTrainings> LoadAsync(Work work, IReadOnlyCollection<Guid> users, DateOnly on, CancellationToken ct)
    {
        await using var read = await work.Connection.QueryMultipleAsync(new CommandDefinition(
            Sql, new { users = users.ToArray(), on, first = on.AddDays(-Days), last = on.AddDays(-1), oldest = on.AddDays(-MaxDays) },
            work.Transaction, cancellationToken: ct));
        var readiness = (await read.ReadAsync<ReadinessRow>()).ToDictionary(r => r.UserId, r => r.On(on));
        var sessions = (await read.ReadAsync<MemoryRow>()).ToLookup(r => r.UserId);
        var sets = (await read.ReadAsync<SetRow>()).ToLookup(r => (r.UserId, r.LocalDate), r => new LoggedSet(r.ExerciseId, r.WeightKg, r.Reps));
        var maxes = (await read.ReadAsync<SetRow>()).ToLookup(r => r.UserId);
        return new(readiness, sessions, sets, maxes);
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
