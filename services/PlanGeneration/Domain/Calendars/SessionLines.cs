using System.Globalization;
using Platform.PlanGeneration.Domain.Racing;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Calendars;

/// <summary>
/// A session in a few lines, for where there is no room for more. The coach's notes are left out: they may name what hurts,
/// and a calendar is seen by others.
/// </summary>
internal static class SessionLines
{
    public static string Summary(Session session) => session.Kind == SessionKind.Race ? session.Title : Invariant($"{session.Title} ({session.Totals.Minutes} min)");

    public static string Description(Session session)
    {
        var lines = new List<string> { session.Purpose, Invariant($"About {session.Totals.Minutes} min{Distance(session)}, effort {session.TargetRpe:0.#} of 10.") };
        foreach (var part in session.Parts)
        {
            lines.Add("");
            lines.Add(part.Rounds > 1 ? Invariant($"{part.Name}, {part.Rounds} rounds{Rest(part)}:") : $"{part.Name}:");
            lines.AddRange(part.Steps.Select(step => $"- {Step(step)}"));
        }

        return string.Join('\n', lines);
    }

    private static string Step(Step step) => step switch
    {
        ExerciseStep e => Invariant($"{e.Name}: {e.Sets} × {Amount(e)}{(e.PerSide ? " each side" : "")}{(e.LoadKg is { } kg ? Invariant($" at {kg:0.##} kg") : "")}{(e.Rpe is { } rpe ? Invariant($", effort {rpe:0.#}") : "")}"),
        EnduranceStep s => Invariant($"{s.Mode.Replace('_', ' ')} {(s.DistanceM is { } m ? Metres(m) : RaceTime.Text(TimeSpan.FromSeconds(s.Seconds ?? 0)))}, zone {s.Zone}{Pace(s)}"),
        _ => "",
    };

    private static string Amount(ExerciseStep e) => e switch
    {
        { Seconds: { } seconds } => Invariant($"{seconds} s"),
        { DistanceM: { } metres } => Metres(metres),
        { RepsFrom: { } from, RepsTo: { } to } when from != to => Invariant($"{from}–{to}"),
        _ => Invariant($"{e.RepsFrom ?? e.RepsTo ?? 0}"),
    };

    private static string Pace(EnduranceStep s) => s switch
    {
        { PaceFrom: { } fast, PaceTo: { } slow } when fast != slow => $", {RaceTime.Text(TimeSpan.FromSeconds(fast))}–{RaceTime.Pace(slow)}",
        { PaceFrom: { } only } => $", {RaceTime.Pace(only)}",
        { PaceTo: { } only } => $", {RaceTime.Pace(only)}",
        { PowerFrom: { } from, PowerTo: { } to } => Invariant($", {from}–{to} W"),
        { HeartRateFrom: { } from, HeartRateTo: { } to } => Invariant($", {from}–{to} beats"),
        _ => "",
    };

    private static string Rest(SessionPart part) => part.RestBetweenRoundsSeconds > 0 ? Invariant($", {part.RestBetweenRoundsSeconds} s between") : "";

    private static string Distance(Session session) => session.Totals.DistanceKm > 0 ? Invariant($", {session.Totals.DistanceKm:0.#} km") : "";

    private static string Metres(int metres) => metres >= 2000 ? Invariant($"{metres / 1000m:0.##} km") : Invariant($"{metres} m");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
