namespace Platform.PlanGeneration.Domain.Sessions;

/// <summary>The coaches.</summary>
internal enum Specialisation
{
    Force,
    Endurance,
    Functional,
    Competitions,
    Calisthenics,
    Wellness,
    Combat,
    Sports,
    Mixed,
}
