using System.Globalization;
using Platform.PlanGeneration.Domain.Racing;
using Platform.PlanGeneration.Domain.Science;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Execution;

/// <summary>What is known of a training that was done. What is absent is unknown, never zero.</summary>
/// <param name="Rpe">Of the whole session, 1 to 10.</param>
internal sealed record Actual(int? DurationSeconds, int? DistanceM, int? AverageHeartRate, decimal? Rpe)
{
    public decimal? Minutes => DurationSeconds is { } seconds ? Math.Round(seconds / 60m, 1) : null;

    /// <summary>Foster's: RPE × minutes.</summary>
    public int? Load => DurationSeconds is { } seconds && Rpe is { } rpe
        ? (int)Math.Round(SessionLoad.Foster((double)rpe, Math.Min(seconds / 60.0, 2880)))
        : null;
}

internal enum Verdict
{
    AsPlanned,
    Above,
    Below,
    Faster,
    Slower,

    /// <summary>It was planned, and what was recorded does not say.</summary>
    Unknown,

    /// <summary>The session does not ask for it.</summary>
    NotPlanned,
}

/// <param name="Figure"><c>duration</c>, <c>distance</c>, <c>pace</c>, <c>heart_rate_zone</c> or <c>load</c>.</param>
/// <param name="Unit">Of planned and actual: <c>min</c>, <c>km</c>, <c>s/km</c>, <c>zone</c>, <c>au</c>.</param>
/// <param name="Ratio">Actual by planned; null where either is absent, and for zones.</param>
internal sealed record FigureComparison(
    string Figure, string Unit, decimal? Planned, decimal? Actual, decimal? Ratio, Verdict Verdict, string Sentence);

/// <summary>What was done against what was planned, figure by figure.</summary>
/// <param name="CompliancePercent">
/// The mean over duration, distance and load, where each can be compared, of the smaller by the larger of actual and
/// planned; null where none can. This project's definition.
/// </param>
internal sealed record ExecutionAnalysis(int? CompliancePercent, IReadOnlyList<FigureComparison> Figures)
{
    private const decimal VolumeTolerance = 0.10m;
    private const decimal PaceTolerance = 0.05m;
    private const decimal LoadTolerance = 0.15m;

    // Below this share of a session the average heart rate and pace say little about its continuous work.
    private const double MostlyContinuous = 0.8;

    /// <param name="maxHeartRate">Of the athlete; null where it is not known.</param>
    public static ExecutionAnalysis Of(Session planned, Actual actual, int? maxHeartRate)
    {
        var stretches = planned.Parts.SelectMany(p => p.Steps.OfType<EnduranceStep>().Select(s => (Part: p, Step: s))).ToList();
        var seconds = stretches.Sum(s => s.Part.Rounds * Sums.SecondsOf(s.Step));
        var continuous = planned.Totals.Minutes > 0 && seconds >= MostlyContinuous * (planned.Totals.Minutes - 1) * 60;
        FigureComparison[] figures =
        [
            Volume("duration", "min", planned.Totals.Minutes, actual.Minutes, "how long it took"),
            Volume("distance", "km", planned.Totals.DistanceKm, actual.DistanceM / 1000m, "a distance"),
            continuous && stretches.Select(s => s.Step.Mode).Distinct().Count() == 1
                ? Pace(seconds, stretches.Sum(s => s.Part.Rounds * Sums.MetresOf(s.Step)), actual)
                : NotPlanned("pace", "s/km", "The session has no single pace to compare."),
            continuous
                ? Zone(stretches.Sum(s => s.Part.Rounds * Sums.SecondsOf(s.Step) * s.Step.Zone) / seconds, actual, maxHeartRate)
                : NotPlanned("heart_rate_zone", "zone", "The session is not led by heart rate."),
            Load(planned.Totals.Load, actual),
        ];
        var compared = figures.Where(f => f is { Figure: "duration" or "distance" or "load", Ratio: > 0 }).Select(f => Math.Min(f.Ratio!.Value, 1 / f.Ratio.Value)).ToList();
        return new(compared.Count == 0 ? null : (int)Math.Round(100 * compared.Average()), figures);
    }

    private static FigureComparison Volume(string figure, string unit, decimal planned, decimal? actual, string what)
    {
        if (planned <= 0)
        {
            return NotPlanned(figure, unit, $"The session asks for no {figure}.") with { Actual = Rounded(actual) };
        }

        if (actual is not { } done)
        {
            return new(figure, unit, planned, null, null, Verdict.Unknown, $"What was recorded does not say {what}: {figure} is not compared.");
        }

        var ratio = done / planned;
        var verdict = Within(ratio, VolumeTolerance);
        return new(figure, unit, planned, Rounded(done), Math.Round(ratio, 2), verdict, $"{Number(done)} of {Number(planned)} {unit} planned{Remark(verdict, ratio)}.");
    }

    private static FigureComparison Pace(double seconds, double metres, Actual actual)
    {
        if (metres <= 0)
        {
            return NotPlanned("pace", "s/km", "The session has no pace to compare.");
        }

        var planned = (decimal)Math.Round(seconds / metres * 1000);
        if (actual is not { DurationSeconds: { } took, DistanceM: { } far and > 0 })
        {
            return new("pace", "s/km", planned, null, null, Verdict.Unknown, "Without both a time and a distance there is no pace to compare.");
        }

        var done = Math.Round(took * 1000m / far);
        var ratio = done / planned;
        var verdict = Within(ratio, PaceTolerance) switch
        {
            Verdict.Above => Verdict.Slower,
            Verdict.Below => Verdict.Faster,
            _ => Verdict.AsPlanned,
        };
        var remark = verdict == Verdict.AsPlanned ? "as planned" : verdict == Verdict.Faster ? "faster than planned" : "slower than planned";
        return new("pace", "s/km", planned, done, Math.Round(ratio, 2), verdict,
            $"{RaceTime.Pace((double)done)} on average against {RaceTime.Pace((double)planned)}: {remark}.");
    }

    private static FigureComparison Zone(double meanZone, Actual actual, int? maxHeartRate)
    {
        var planned = (int)Math.Round(meanZone, MidpointRounding.AwayFromZero);
        if (actual.AverageHeartRate is not { } bpm)
        {
            return new("heart_rate_zone", "zone", planned, null, null, Verdict.Unknown, "No heart rate was recorded: the zone is not compared.");
        }

        if (maxHeartRate is not { } max)
        {
            return new("heart_rate_zone", "zone", planned, null, null, Verdict.Unknown,
                $"An average of {bpm} beats says nothing without your maximum: give maxHeartRate or birthDate in your training profile.");
        }

        var zone = HeartRateZones.For(max).ZoneOf(bpm);
        var verdict = zone == planned ? Verdict.AsPlanned : zone > planned ? Verdict.Above : Verdict.Below;
        var remark = verdict switch { Verdict.AsPlanned => "as planned", Verdict.Above => "harder than planned", _ => "easier than planned" };
        return new("heart_rate_zone", "zone", planned, zone, null, verdict, $"{bpm} beats on average is zone {zone}; zone {planned} was planned: {remark}.");
    }

    private static FigureComparison Load(int planned, Actual actual)
    {
        if (planned <= 0)
        {
            return NotPlanned("load", "au", "The session asks for no load.") with { Actual = actual.Load };
        }

        if (actual.Load is not { } done)
        {
            var missing = actual.Rpe is null ? "how hard it felt (rpe)" : "how long it took";
            return new("load", "au", planned, null, null, Verdict.Unknown, $"Load is effort × minutes, and {missing} is not told: it is not compared.");
        }

        var ratio = done / (decimal)planned;
        var verdict = Within(ratio, LoadTolerance);
        return new("load", "au", planned, done, Math.Round(ratio, 2), verdict, $"A load of {done} against {planned} planned{Remark(verdict, ratio)}.");
    }

    private static FigureComparison NotPlanned(string figure, string unit, string sentence) => new(figure, unit, null, null, null, Verdict.NotPlanned, sentence);

    private static Verdict Within(decimal ratio, decimal tolerance) =>
        ratio > 1 + tolerance ? Verdict.Above : ratio < 1 - tolerance ? Verdict.Below : Verdict.AsPlanned;

    private static string Remark(Verdict verdict, decimal ratio) => verdict switch
    {
        Verdict.Above => string.Create(CultureInfo.InvariantCulture, $": {Math.Round((ratio - 1) * 100)} % more"),
        Verdict.Below => string.Create(CultureInfo.InvariantCulture, $": {Math.Round((1 - ratio) * 100)} % less"),
        _ => ", as planned",
    };

    private static decimal? Rounded(decimal? value) => value is { } given ? Math.Round(given, 1) : null;

    private static string Number(decimal value) => Math.Round(value, 1).ToString("0.#", CultureInfo.InvariantCulture);
}
