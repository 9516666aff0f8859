using Npgsql;
using NpgsqlTypes;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.Domain.Racing;
using Platform.PlanGeneration.Domain.Sessions;
using Platform.ServiceDefaults.Data;

namespace Platform.PlanGeneration.Data;

/// <summary>A plan that has been validated and is to be stored.</summary>
/// <param name="FirstDate">The first date that was open for training.</param>
/// <param name="Source"><c>rules</c> or <c>model</c>.</param>
/// <param name="Follow">True: active and assigned; false: a draft.</param>
/// <param name="RaceId">An existing race that it is for.</param>
/// <param name="NewRace">A race that is made with it.</param>
internal sealed record NewPlan(
    Guid UserId, Plan Plan, string Name, DateOnly FirstDate, string Source, PlanProvenance Provenance, IReadOnlyList<string> Warnings,
    bool Follow, Guid? RaceId, Race? NewRace, string? IdempotencyKey);

/// <summary>Stores whole plans: the plan with race and junctions in one round trip, all its days by one COPY.</summary>
internal static class PlanStore
{
    /// <summary>
    /// Stores the plan; the caller commits, and has checked who asks: row-level security takes no COPY, so from here on the
    /// transaction is in the background role.
    /// </summary>
    /// <returns>The plan as it is stored.</returns>
    public static async Task<PlanRow> InsertAsync(Work work, NewPlan wanted, DateTimeOffset now, CancellationToken ct)
    {
        var (plan, id) = (wanted.Plan, Guid.CreateVersion7());
        var raceId = wanted.NewRace is null ? wanted.RaceId : Guid.CreateVersion7();
        var row = new PlanRow
        {
            Id = id,
            UserId = wanted.UserId,
            Version = 1,
            Name = wanted.Name,
            Status = WireNames.Of(wanted.Follow ? PlanStatus.Active : PlanStatus.Draft),
            FirstDate = wanted.FirstDate,
            StartDate = plan.StartDate,
            Weeks = plan.Weeks.Count,
            EndDate = plan.StartDate.AddDays((plan.Weeks.Count * 7) - 1),
            Target = StoredJson.Write(plan.Target),
            Seed = plan.Seed,
            Source = wanted.Source,
            Provenance = StoredJson.Write(wanted.Provenance),
            Warnings = [.. wanted.Warnings],
            Outline = StoredJson.Write(WeekOutline.Of(plan.Weeks, plan.Days)),
            CreatedAt = now,
            ChangedAt = now,
            RaceId = raceId,
        };
        await using var batch = new NpgsqlBatch(work.Connection, work.Transaction);
        if (wanted.NewRace is { } race)
        {
            batch.BatchCommands.Add(Race(raceId!.Value, wanted.UserId, race, now));
        }

        batch.BatchCommands.Add(Insert(row, wanted.IdempotencyKey));
        if (raceId is { } target)
        {
            batch.BatchCommands.Add(new("INSERT INTO race_training_plans (plan_id, race_id, user_id) VALUES ($1, $2, $3)")
            {
                Parameters = { new() { Value = id }, new() { Value = target }, new() { Value = wanted.UserId } },
            });
        }

        if (wanted.Follow)
        {
            batch.BatchCommands.Add(Assign(wanted.UserId, id, now));
        }

        batch.BatchCommands.Add(new($"SET LOCAL ROLE {Roles.Service}"));
        DateTimeOffset? assignedAt = null;
        await using (var reader = await batch.ExecuteReaderAsync(ct))
        {
            // Only the assignment answers with a row.
            do
            {
                while (await reader.ReadAsync(ct))
                {
                    assignedAt = reader.GetFieldValue<DateTimeOffset>(0);
                }
            }
            while (await reader.NextResultAsync(ct));
        }

        await CopyAsync(work, id, wanted.UserId, plan.Days, ct);
        return row with { AssignedAt = assignedAt };
    }

    /// <summary>The days of a plan that a regeneration leaves as they are: of earlier weeks, past, or trained.</summary>
    public static async Task<Dictionary<(int Week, int Day), PlannedDay>> KeptDaysAsync(
        Work work, PlanRow plan, int fromWeek, DateOnly today, CancellationToken ct)
    {
        var rows = await work.QueryAsync<PlannedDayRow>(
            $"""
            SELECT {PlannedDayRow.Columns} FROM training_days_planned d
            WHERE d.plan_id = @Id AND (d.week_index < @fromWeek OR d.date < @today OR EXISTS (
                SELECT FROM training_days_executed e
                WHERE e.user_id = @UserId AND e.plan_id = d.plan_id AND e.week_index = d.week_index AND e.day_index = d.day_index))
            """, new { plan.Id, plan.UserId, fromWeek, today }, ct);
        return rows.ToDictionary(
            r => (r.WeekIndex, r.DayIndex),
            r => new PlannedDay(r.Date, r.WeekIndex, r.DayIndex, WireNames.Find<Phase>(r.Phase)!.Value, r.ReadSession()));
    }

    /// <summary>Replaces all days but those kept, and what the plan says of itself; the caller commits, in the background role from here on.</summary>
    public static async Task ReplaceAsync(
        Work work, PlanRow changed, IEnumerable<PlannedDay> days, IReadOnlyCollection<(int Week, int Day)> kept, CancellationToken ct)
    {
        await work.ExecuteAsync(
            """
            UPDATE training_plans SET version = @Version, seed = @Seed, outline = @Outline::jsonb, warnings = @Warnings,
                provenance = @Provenance::jsonb, changed_at = @ChangedAt
            WHERE id = @Id AND user_id = @UserId
            """, new { changed.Version, changed.Seed, changed.Outline, changed.Warnings, changed.Provenance, changed.ChangedAt, changed.Id, changed.UserId }, ct);
        await work.ExecuteAsync(
            """
            DELETE FROM training_days_planned WHERE plan_id = @Id AND user_id = @UserId AND week_index * 7 + day_index <> ALL(@kept)
            """, new { changed.Id, changed.UserId, kept = kept.Select(k => (k.Week * 7) + k.Day).ToArray() }, ct);
        await work.ExecuteAsync($"SET LOCAL ROLE {Roles.Service}", ct: ct);
        await CopyAsync(work, changed.Id, changed.UserId, days, ct);
    }

    /// <summary>Writes planned days, in the background role.</summary>
    private static async Task CopyAsync(Work work, Guid planId, Guid userId, IEnumerable<PlannedDay> days, CancellationToken ct)
    {
        await using var copy = await work.Connection.BeginBinaryImportAsync(
            "COPY training_days_planned (plan_id, user_id, date, week_index, day_index, phase, planned_data) FROM STDIN (FORMAT BINARY)", ct);
        foreach (var day in days)
        {
            // Into a buffer: only what does not fit waits for the server.
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(planId, NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(userId, NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(day.Date, NpgsqlDbType.Date, ct);
            await copy.WriteAsync((short)day.WeekIndex, NpgsqlDbType.Smallint, ct);
            await copy.WriteAsync((short)day.DayIndex, NpgsqlDbType.Smallint, ct);
            await copy.WriteAsync(WireNames.Of(day.Phase), NpgsqlDbType.Text, ct);
            if (day.Session is { } session)
            {
                await copy.WriteAsync(PlanJson.WriteUtf8(session), NpgsqlDbType.Jsonb, ct);
            }
            else
            {
                await copy.WriteNullAsync(ct);
            }
        }

        await copy.CompleteAsync(ct);
    }

    private static NpgsqlBatchCommand Race(Guid id, Guid userId, Race race, DateTimeOffset now) => new(
        """
        INSERT INTO races (id, user_id, version, format, name, date, distance_m, goal_seconds, division, location, created_at, changed_at)
        VALUES ($1, $2, 1, $3, $4, $5, $6, $7, $8, $9, $10, $10)
        """)
    {
        Parameters =
        {
            new() { Value = id }, new() { Value = userId }, new() { Value = race.Format }, new() { Value = race.Name }, new() { Value = race.Date },
            Nullable(race.DistanceM, NpgsqlDbType.Integer), Nullable(race.GoalSeconds, NpgsqlDbType.Integer),
            Nullable(race.Division, NpgsqlDbType.Text), Nullable(race.Location, NpgsqlDbType.Text), new() { Value = now.ToUniversalTime() },
        },
    };

    private static NpgsqlBatchCommand Insert(PlanRow row, string? key) => new(
        """
        INSERT INTO training_plans (id, user_id, version, name, status, first_date, start_date, weeks, target, seed, source, provenance,
            warnings, outline, idempotency_key, created_at, changed_at)
        VALUES ($1, $2, 1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $15)
        """)
    {
        Parameters =
        {
            new() { Value = row.Id }, new() { Value = row.UserId }, new() { Value = row.Name }, new() { Value = row.Status },
            new() { Value = row.FirstDate }, new() { Value = row.StartDate }, new() { Value = row.Weeks },
            new() { Value = row.Target, NpgsqlDbType = NpgsqlDbType.Jsonb }, new() { Value = row.Seed }, new() { Value = row.Source },
            new() { Value = row.Provenance, NpgsqlDbType = NpgsqlDbType.Jsonb }, new() { Value = row.Warnings },
            new() { Value = row.Outline, NpgsqlDbType = NpgsqlDbType.Jsonb }, Nullable(key, NpgsqlDbType.Text),
            new() { Value = row.CreatedAt.ToUniversalTime() },
        },
    };

    private static NpgsqlBatchCommand Assign(Guid userId, Guid planId, DateTimeOffset now) => new(
        Plans.AssignSql.Replace("@userId", "$1", StringComparison.Ordinal).Replace("@planId", "$2", StringComparison.Ordinal)
            .Replace("@now", "$3", StringComparison.Ordinal))
    {
        Parameters = { new() { Value = userId }, new() { Value = planId }, new() { Value = now.ToUniversalTime() } },
    };

    private static NpgsqlParameter Nullable(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };
}
