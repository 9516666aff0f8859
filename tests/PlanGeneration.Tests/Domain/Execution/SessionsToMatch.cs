using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Tests.Domain.Execution;

internal static class SessionsToMatch
{
    /// <summary>A run of so many minutes at 6:00/km in zone 2.</summary>
    public static Session Run(int minutes = 60, string sport = "running", SessionKind kind = SessionKind.Easy) => Of(
        sport, kind, new EnduranceStep("run", minutes * 60, null, 2, 360, 360, null, null, null, null, 4, null));

    public static Session Of(string sport, SessionKind kind, params Step[] steps)
    {
        SessionPart[] parts = [new(PartKind.Main, "Main", 1, 0, steps)];
        return new(Specialisation.Endurance, sport, kind, "The session", "Because.", 4, Sums.Of(parts, 4), parts, []);
    }

    public static ExerciseStep Lift() => new("back-squat", "Back squat", 5, 5, 5, null, null, false, 100, null, 8, null, 180, null, []);
}
