using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults.Http;

namespace Platform.PlanGeneration.Features;

internal static class TooMany
{
    /// <param name="what">In the plural, such as <c>goals</c>.</param>
    public static ProblemHttpResult Of(string what, int most) =>
        Problems.Conflict("too-many", $"You have {most} {what}: delete one that you do not need any more.");
}
