using System.Globalization;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Daily;

/// <summary>Figures of a session as people read them.</summary>
internal static class SessionText
{
    /// <summary>Of one set: <c>5</c>, <c>8-10 each side</c>, <c>45 s</c>, <c>40 m</c>.</summary>
    public static string Amount(ExerciseStep step)
    {
        var amount = step switch
        {
            { Seconds: { } seconds } => Time(seconds),
            { DistanceM: { } metres } => Distance(metres),
            { RepsFrom: { } from, RepsTo: { } to } when from != to => Invariant($"{from}-{to}"),
            _ => Invariant($"{step.RepsFrom ?? step.RepsTo ?? 1}"),
        };
        return step.PerSide ? $"{amount} each side" : amount;
    }

    public static string Amount(EnduranceStep step) => step switch
    {
        { DistanceM: { } metres } => Distance(metres),
        { Seconds: { } seconds } => Time(seconds),
        _ => "as long as it is easy",
    };

    public static string Name(EnduranceStep step) => Invariant($"{ModeName(step.Mode)}, zone {step.Zone}");

    /// <summary>Pace, power, heart rate and the coach's remark; null where there is none of them.</summary>
    public static string? Note(EnduranceStep step)
    {
        var all = new[] { Pace(step), Range(step.PowerFrom, step.PowerTo, "W"), Range(step.HeartRateFrom, step.HeartRateTo, "bpm"), step.Note }
            .OfType<string>().ToList();
        return all.Count == 0 ? null : string.Join("; ", all);
    }

    /// <summary>Such as <c>4:16–4:20 /km</c>; of a swim for 100 m, of rowing and ski-erg for 500 m.</summary>
    public static string? Pace(EnduranceStep step)
    {
        var (metres, unit) = step.Mode switch { "swim" => (100, "/100 m"), "row" or "ski_erg" => (500, "/500 m"), _ => (1000, "/km") };
        string Clock(int secondsPerKm)
        {
            var seconds = (int)Math.Round(secondsPerKm * metres / 1000.0);
            return Invariant($"{seconds / 60}:{seconds % 60:00}");
        }

        return (step.PaceFrom, step.PaceTo) switch
        {
            ({ } fast, { } slow) when Clock(fast) != Clock(slow) => $"{Clock(fast)}–{Clock(slow)} {unit}",
            ({ } only, _) => $"{Clock(only)} {unit}",
            (_, { } only) => $"{Clock(only)} {unit}",
            _ => null,
        };
    }

    /// <summary>Sets, what is done in each and the load: <c>3 × 5 at 100 kg, RPE 8</c>.</summary>
    public static string Dose(ExerciseStep step, int rounds) => Invariant($"{rounds * step.Sets} × {Amount(step)}")
        + (step.LoadKg is { } load ? Invariant($" at {load:0.##} kg") : "")
        + (step.Rpe is { } rpe ? Invariant($", RPE {rpe:0.#}") : "");

    public static string Dose(EnduranceStep step, int rounds) =>
        (rounds > 1 ? Invariant($"{rounds} × {Amount(step)}") : Amount(step)) + (Pace(step) is { } pace ? $" at {pace}" : Invariant($" in zone {step.Zone}, RPE {step.Rpe:0.#}"));

    public static string Time(int seconds) => (seconds / 60, seconds % 60) switch
    {
        ( < 2, _) => Invariant($"{seconds} s"),
        (var minutes, 0) => Invariant($"{minutes} min"),
        var (minutes, rest) => Invariant($"{minutes} min {rest} s"),
    };

    public static string ModeName(string mode) => mode switch
    {
        "run" => "Run",
        "walk" => "Walk",
        "bike" => "Bike",
        "swim" => "Swim",
        "row" => "Row",
        "ski_erg" => "SkiErg",
        _ => mode.Replace('_', ' '),
    };

    private static string Distance(int metres) => metres > 2000 ? Invariant($"{metres / 1000.0:0.##} km") : Invariant($"{metres} m");

    private static string? Range(int? from, int? to, string unit) => (from, to) switch
    {
        ({ } low, { } high) when low != high => Invariant($"{low}–{high} {unit}"),
        ({ } only, _) => Invariant($"{only} {unit}"),
        (_, { } only) => Invariant($"{only} {unit}"),
        _ => null,
    };

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
