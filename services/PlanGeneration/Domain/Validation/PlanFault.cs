namespace Platform.PlanGeneration.Domain.Validation;

/// <summary>One thing that is wrong with a session or plan.</summary>
/// <param name="Path">Where, such as <c>days[3].session.parts[1].steps[0].loadKg</c>.</param>
/// <param name="Rule">A stable name, such as <c>never_day</c>, <c>minutes</c>, <c>equipment</c>, <c>pain</c>, <c>load_limit</c>, <c>totals</c>.</param>
/// <param name="Reason">A sentence with the figures.</param>
internal sealed record PlanFault(string Path, string Rule, string Reason);
