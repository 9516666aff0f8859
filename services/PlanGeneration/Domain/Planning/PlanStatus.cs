namespace Platform.PlanGeneration.Domain.Planning;

/// <summary>Drawn in docs/state-machines.md.</summary>
internal enum PlanStatus
{
    /// <summary>Made, and not followed yet.</summary>
    Draft,
    Active,

    /// <summary>Put away by the athlete, who may take it up again.</summary>
    Archived,

    /// <summary>Its last day has passed.</summary>
    Completed,
}
