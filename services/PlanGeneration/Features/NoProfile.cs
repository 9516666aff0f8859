using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults.Http;

namespace Platform.PlanGeneration.Features;

internal static class NoProfile
{
    public static ProblemHttpResult Yet { get; } = Problems.Create(
        StatusCodes.Status404NotFound, "no-profile", "No profile yet",
        "You have no athlete profile yet: make it with PUT /api/athletes/me.");
}
