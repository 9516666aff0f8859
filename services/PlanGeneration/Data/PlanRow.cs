using Platform.Contracts.PlanGeneration;
using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.LanguageModel;

namespace Platform.PlanGeneration.Data;

/// <summary>A row of <c>training_plans</c> with its junctions.</summary>
internal record PlanRow
{
    public const string Select =
        """
        SELECT p.id, p.user_id, p.version, p.name, p.status, p.first_date, p.start_date, p.weeks, p.end_date, p.target, p.seed, p.source,
            p.provenance, p.warnings, p.outline, p.created_at, p.changed_at, a.assigned_at, r.race_id
        FROM training_plans p
        LEFT JOIN athlete_training_plans a ON a.plan_id = p.id
        LEFT JOIN race_training_plans r ON r.plan_id = p.id
        """;

    public Guid Id { get; init; }
    public Guid UserId { get; init; }
    public long Version { get; init; }
    public string Name { get; init; } = "";
    public string Status { get; init; } = "";
    public DateOnly FirstDate { get; init; }
    public DateOnly StartDate { get; init; }
    public int Weeks { get; init; }
    public DateOnly EndDate { get; init; }
    public string Target { get; init; } = "";
    public int Seed { get; init; }
    public string Source { get; init; } = "";
    public string Provenance { get; init; } = "";
    public string[] Warnings { get; init; } = [];
    public string Outline { get; init; } = "";
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ChangedAt { get; init; }
    public DateTimeOffset? AssignedAt { get; init; }
    public Guid? RaceId { get; init; }

    public PlanStatus State => WireNames.Find<PlanStatus>(Status)!.Value;

    public PlanTarget ReadTarget() => StoredJson.Read<PlanTarget>(Target);

    public IReadOnlyList<WeekOutline> ReadOutline() => StoredJson.Read<IReadOnlyList<WeekOutline>>(Outline);

    public TrainingPlanActivated ToEvent()
    {
        var target = ReadTarget();
        return new(UserId, Id, Version, Name, target.Format, target.RaceDate, StartDate, Weeks, AssignedAt ?? CreatedAt);
    }
}

/// <summary>What a plan was made by and from, beside its target and seed.</summary>
/// <param name="Planner">The version of the rules.</param>
/// <param name="GivenSeed">True where the athlete chose the seed.</param>
/// <param name="RegeneratedFrom">The first week that was made anew, the last time; null: none.</param>
/// <param name="Model">The language model that arranged the plan; null: the rules did.</param>
/// <param name="Strategy">The model's words on its arrangement.</param>
internal sealed record PlanProvenance(
    string Planner, bool GivenSeed, int? RegeneratedFrom, DateTimeOffset MadeAt, ModelProvenance? Model = null, string? Strategy = null)
{
    public const string Rules = "rules/1";
}
