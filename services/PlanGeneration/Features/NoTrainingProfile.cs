using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults.Http;

namespace Platform.PlanGeneration.Features;

internal static class NoTrainingProfile
{
    public static ProblemHttpResult Yet { get; } = Problems.Create(
        StatusCodes.Status404NotFound, "no-training-profile", "No training profile yet",
        "Your coach knows nothing of you yet: tell it with PUT /api/athletes/me/training.");
}
