namespace Platform.PlanGeneration.Domain;

/// <summary>As records, loads and weightings are published for. Where it is not known, the wider limit holds.</summary>
internal enum Sex
{
    Female,
    Male,
}
