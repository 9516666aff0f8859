using Platform.PlanGeneration.Domain.Racing;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.Plan;

/// <summary>Sessions in a line: the main work, with paces, loads and stations.</summary>
internal static class SessionText
{
    public static string Work(Session session) => string.Join("; ", session.Parts.Where(p => p.Kind == PartKind.Main).Select(Part));

    public static string Part(SessionPart part)
    {
        var steps = string.Join(part.Rounds > 1 ? " + " : ", ", part.Steps.Select(Step));
        var rest = part.RestBetweenRoundsSeconds > 0 && part.Rounds > 1 ? $", rest {Time(part.RestBetweenRoundsSeconds)}" : "";
        return part.Rounds == 1 ? steps : $"{part.Rounds} × ({steps}){rest}";
    }

    public static string Step(Step step) => step switch
    {
        ExerciseStep exercise => Exercise(exercise),
        EnduranceStep stretch => Stretch(stretch),
        _ => "",
    };

    /// <summary>Of all minutes of continuous work, those in zones 1 and 2.</summary>
    public static double EasyShare(IEnumerable<Session> sessions)
    {
        var (easy, all) = (0.0, 0.0);
        foreach (var part in sessions.SelectMany(s => s.Parts))
        {
            foreach (var stretch in part.Steps.OfType<EnduranceStep>())
            {
                var seconds = part.Rounds * Sums.SecondsOf(stretch);
                all += seconds;
                easy += stretch.Zone <= 2 ? seconds : 0;
            }
        }

        return all == 0 ? 1 : easy / all;
    }

    private static string Exercise(ExerciseStep step)
    {
        var amount = step switch
        {
            { Seconds: { } seconds } => Time(seconds),
            { DistanceM: { } metres } => $"{metres} m",
            _ => step.RepsTo is { } to && to != step.RepsFrom ? $"{step.RepsFrom}–{to}" : $"{step.RepsFrom}",
        };
        var sets = step.Sets == 1 ? amount : $"{step.Sets} × {amount}";
        var load = step.LoadKg is { } kg ? $" @ {kg:0.##} kg" : "";
        return $"{step.Name} {sets}{(step.PerSide ? " a side" : "")}{load}{(step.Rpe is { } rpe ? $" RPE {rpe:0.#}" : "")}";
    }

    private static string Stretch(EnduranceStep step)
    {
        var amount = step.DistanceM is { } metres ? metres >= 1_000 && metres % 100 == 0 ? $"{metres / 1000.0:0.#} km" : $"{metres} m" : Time(step.Seconds ?? 0);
        var pace = (step.PaceFrom, step.PaceTo) switch
        {
            ({ } fast, { } slow) when fast != slow => $" at {RaceTime.Text(TimeSpan.FromSeconds(fast))}–{RaceTime.Pace(slow)}",
            ({ } only, _) => $" at {RaceTime.Pace(only)}",
            (_, { } only) => $" at {RaceTime.Pace(only)}",
            _ => "",
        };
        var power = step is { PowerFrom: { } from, PowerTo: { } to } ? $" at {from}–{to} W" : "";
        return $"{step.Mode.Replace('_', ' ')} {amount} Z{step.Zone}{pace}{power}";
    }

    private static string Time(int seconds) => seconds switch
    {
        >= 60 when seconds % 60 == 0 => $"{seconds / 60} min",
        >= 60 => $"{seconds / 60}:{seconds % 60:00} min",
        _ => $"{seconds} s",
    };
}
