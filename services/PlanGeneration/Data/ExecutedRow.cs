using Platform.Contracts.PlanGeneration;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Execution;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Data;

/// <summary>A row of <c>training_days_executed</c>.</summary>
internal record ExecutedRow
{
    public const string Columns =
        """
        id, user_id, version, date, plan_id, week_index, day_index, planned_date, planned_data, activity_id, source, sport, started_at,
        duration_seconds, distance_m, average_heart_rate, rpe, notes, analysis, match_rule, match_reason, idempotency_key, created_at, changed_at
        """;

    public const string FromActivity = "activity";
    public const string Manual = "manual";

    public Guid Id { get; init; }
    public Guid UserId { get; init; }
    public long Version { get; init; }
    public DateOnly Date { get; init; }
    public Guid? PlanId { get; init; }
    public int? WeekIndex { get; init; }
    public int? DayIndex { get; init; }
    public DateOnly? PlannedDate { get; init; }
    public string? PlannedData { get; init; }
    public Guid? ActivityId { get; init; }
    public string Source { get; init; } = "";
    public string Sport { get; init; } = "";
    public DateTimeOffset? StartedAt { get; init; }
    public int? DurationSeconds { get; init; }
    public int? DistanceM { get; init; }
    public int? AverageHeartRate { get; init; }
    public decimal? Rpe { get; init; }
    public string? Notes { get; init; }
    public string? Analysis { get; init; }
    public string MatchRule { get; init; } = "";
    public string MatchReason { get; init; } = "";
    public string? IdempotencyKey { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ChangedAt { get; init; }

    public MatchRule Rule => WireNames.Find<MatchRule>(MatchRule)!.Value;

    public Actual Actual => new(DurationSeconds, DistanceM, AverageHeartRate, Rpe);

    public Candidate Candidate => new(Id, Sport, DurationSeconds, StartedAt);

    public Session? ReadPlanned() => PlannedData is null ? null : PlanJson.ReadSession(PlannedData);

    public ExecutionAnalysis? ReadAnalysis() => Analysis is null ? null : StoredJson.Read<ExecutionAnalysis>(Analysis);

    public bool IsAt(PlannedDayRow? day) => day is not null && PlanId == day.PlanId && WeekIndex == day.WeekIndex && DayIndex == day.DayIndex;

    /// <summary>At a planned day, hydrated with its session as it is now; a row that is there already keeps what it holds.</summary>
    public ExecutedRow At(PlannedDayRow day, Match match) => (IsAt(day) ? this : this with
    {
        PlanId = day.PlanId, WeekIndex = day.WeekIndex, DayIndex = day.DayIndex, PlannedDate = day.Date, PlannedData = day.PlannedData,
    }).Because(match);

    public ExecutedRow AtNone(Match match) =>
        (this with { PlanId = null, WeekIndex = null, DayIndex = null, PlannedDate = null, PlannedData = null }).Because(match);

    public ExecutedRow Because(Match match) => this with { MatchRule = WireNames.Of(match.Rule), MatchReason = match.Reason };

    public TrainingDayExecuted ToEvent(bool removed = false)
    {
        var planned = ReadPlanned()?.Totals;
        return new(
            UserId, Id, Version, Date, PlanId, WeekIndex, DayIndex, ActivityId, Sport, StartedAt, Actual.Minutes, DistanceM, AverageHeartRate, Rpe,
            Actual.Load, planned?.Minutes, planned is { DistanceKm: > 0 } ? (int)(planned.DistanceKm * 1000) : null, planned?.Load,
            ReadAnalysis()?.CompliancePercent, removed, ChangedAt);
    }
}

/// <summary>A row of <c>training_days_planned</c>.</summary>
internal sealed class PlannedDayRow
{
    public const string Columns = "plan_id, date, week_index, day_index, phase, planned_data";

    public Guid PlanId { get; init; }
    public DateOnly Date { get; init; }
    public int WeekIndex { get; init; }
    public int DayIndex { get; init; }
    public string Phase { get; init; } = "";

    /// <summary>Null: rest.</summary>
    public string? PlannedData { get; init; }

    public Session? ReadSession() => PlannedData is null ? null : PlanJson.ReadSession(PlannedData);

    public static PlannedDayRow Of(ActiveDayRow day) => new()
    {
        PlanId = day.PlanId, Date = day.Date, WeekIndex = day.WeekIndex, DayIndex = day.DayIndex, Phase = day.Phase, PlannedData = day.Session,
    };
}
