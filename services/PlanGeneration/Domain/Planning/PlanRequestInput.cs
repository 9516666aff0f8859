namespace Platform.PlanGeneration.Domain.Planning;

/// <summary>What is asked for, as it is sent: a race (<paramref name="Format"/>, <paramref name="RaceDate"/>) or a <paramref name="Goal"/>.</summary>
/// <param name="Format">Id of a <see cref="Racing.RaceFormat"/>.</param>
/// <param name="RaceDate"><c>yyyy-MM-dd</c></param>
/// <param name="DistanceM">Where the format has none of its own.</param>
/// <param name="GoalSeconds">The finish time aimed at.</param>
/// <param name="Goal">Of <see cref="PlanRequestRules.Goals"/>.</param>
/// <param name="Weeks">1 to 52; null: as many as the format usually takes, and as there are.</param>
/// <param name="StartDate"><c>yyyy-MM-dd</c>, the first date that may be trained.</param>
/// <param name="Division">Of HYROX, such as <c>men_open</c>.</param>
/// <param name="Periodisation">Of <see cref="Planning.Periodisation"/>, in snake_case; null: by experience.</param>
/// <param name="Coach">Of <see cref="Sessions.Specialisation"/>, in snake_case; null: by format, by goal, or by the athlete's disciplines.</param>
/// <param name="Seed">Another seed is another plan of the same kind.</param>
internal sealed record PlanRequestInput(
    string? Format, string? RaceDate, int? DistanceM, int? GoalSeconds, string? Goal, int? Weeks, string? StartDate, string? Division,
    string? Periodisation, string? Coach, int? Seed, string? Name);

/// <summary>A request that can be planned.</summary>
/// <param name="Name">Given, or null: the plan names itself.</param>
/// <param name="Warnings">What the athlete should know and may still decide: sentences.</param>
internal sealed record PlanRequest(string? Name, PlanOrder Order, IReadOnlyList<string> Warnings);
