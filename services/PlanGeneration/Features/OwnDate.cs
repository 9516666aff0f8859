using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Time;

namespace Platform.PlanGeneration.Features;

/// <summary>Today on the athlete's own calendar: no business date is taken from the server's.</summary>
internal static class OwnDate
{
    /// <param name="timeZone">Of the athlete's profile; null: there is none.</param>
    public static bool TryRead(string? timeZone, TimeProvider time, out DateOnly today, [NotNullWhen(false)] out ProblemHttpResult? problem)
    {
        today = default;
        problem = null;
        if (timeZone is null)
        {
            problem = NoProfile.Yet;
        }
        else if (!Zones.TryParse(timeZone, out var zone))
        {
            problem = Problems.Conflict(
                "invalid-time-zone",
                $"Your profile's timeZone is not a zone that is known here, so today's date is unknown: PUT /api/athletes/me with {Zones.Examples}.");
        }
        else
        {
            today = Zones.LocalDateAt(zone, time.GetUtcNow());
        }

        return problem is null;
    }
}
