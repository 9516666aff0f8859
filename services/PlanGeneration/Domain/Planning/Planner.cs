using Platform.PlanGeneration.Domain.Athletes;

namespace Platform.PlanGeneration.Domain.Planning;

/// <summary>A plan that is to be made; what was asked is sound by now.</summary>
/// <param name="FirstDate">The first date that may be trained; its week is the plan's first.</param>
/// <param name="Weeks">1 to 52; where there is a race, it lies in the last.</param>
internal sealed record PlanOrder(Trainee Trainee, PlanTarget Target, DateOnly FirstDate, int Weeks, int Seed);
