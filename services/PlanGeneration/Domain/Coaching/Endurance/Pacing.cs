using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.Domain.Science;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Coaching.Endurance;

/// <summary>How hard a stretch is, in the terms of all endurance sports.</summary>
internal enum Intensity
{
    Recovery,
    Easy,

    /// <summary>Marathon pace, tempo on the bicycle.</summary>
    Steady,
    Threshold,

    /// <summary>VO2max, repeats of three to five minutes.</summary>
    Interval,

    /// <summary>Faster than VO2max, short and with full recovery.</summary>
    Repetition,

    /// <summary>The pace of the race that is trained for.</summary>
    Race,
}

/// <summary>
/// What an intensity is for one athlete: pace from VDOT (running), power from the threshold (cycling), heart rate from the
/// maximum, and always a zone and an RPE. What is not known is left out, not guessed.
/// </summary>
internal sealed class Pacing
{
    private const double Window = 2;
    private readonly RunPaces? _run;
    private readonly HeartRateZones? _heartRate;
    private readonly CyclingPower? _power;
    private readonly RaceGoal _race;

    private Pacing(RunPaces? run, HeartRateZones? heartRate, CyclingPower? power, RaceGoal race) =>
        (_run, _heartRate, _power, _race) = (run, heartRate, power, race);

    public RaceGoal Race => _race;

    public static Pacing Of(Trainee trainee, PlanTarget? target)
    {
        RunPaces? run = trainee.Vdot is { } vdot ? Vdot.Paces(vdot) : null;
        return new(
            run,
            trainee.MaxHeartRate is { } max and >= HeartRateZones.LeastMaxBpm and <= HeartRateZones.MostMaxBpm ? HeartRateZones.For(max) : null,
            trainee.Profile.FtpWatts is { } ftp and >= 40 and <= 600 ? CyclingPower.For(ftp) : null,
            RaceGoal.Of(trainee, target, run));
    }

    public EnduranceStep For(string mode, Intensity intensity, int seconds, string? note = null) => Step(mode, intensity, seconds, null, note);

    /// <summary>By distance; only where <see cref="SecondsPerKm"/> knows the pace.</summary>
    public EnduranceStep Over(string mode, Intensity intensity, int metres, string? note = null) => Step(mode, intensity, null, metres, note);

    /// <summary>The middle of the pace; null where it is not known.</summary>
    public double? SecondsPerKm(string mode, Intensity intensity) =>
        Range(mode, intensity) is { } range ? (range.From + range.To) / 2.0 : null;

    public int ZoneOf(Intensity intensity) => intensity switch
    {
        Intensity.Recovery => 1,
        Intensity.Easy => 2,
        Intensity.Steady => 3,
        Intensity.Threshold => 4,
        Intensity.Race => _race.Zone,
        _ => 5,
    };

    private EnduranceStep Step(string mode, Intensity intensity, int? seconds, int? metres, string? note)
    {
        var zone = ZoneOf(intensity);
        var pace = Range(mode, intensity);
        // The heart needs longer than this to get to where it would be.
        HeartRateRange? heart = seconds is < 90 || intensity == Intensity.Repetition ? null : _heartRate?[zone];
        PowerRange? power = mode == Modes.Bike ? _power?[intensity == Intensity.Repetition ? 6 : zone] : null;
        return new(
            mode, seconds, metres, zone, pace?.From, pace?.To, heart?.FromBpm, heart?.ToBpm,
            power is { FromW: > 0 } from ? from.FromW : null, power?.ToW, Rpe(intensity, zone), note);
    }

    private (int From, int To)? Range(string mode, Intensity intensity)
    {
        if (intensity == Intensity.Race && _race.SecondsPerKm is { } goal && mode == _race.Mode)
        {
            return Around(goal);
        }

        if (mode != Modes.Run || _run is not { } run)
        {
            return null;
        }

        return intensity switch
        {
            Intensity.Recovery => ((int)Math.Ceiling(Math.Max(run.Easy.FastSecPerKm, run.Easy.SlowSecPerKm - 15)), (int)run.Easy.SlowSecPerKm),
            Intensity.Easy => ((int)Math.Ceiling(run.Easy.FastSecPerKm), (int)run.Easy.SlowSecPerKm),
            Intensity.Steady => Around(_race.IsMarathon && _race.SecondsPerKm is { } marathon ? marathon : run.MarathonSecPerKm),
            Intensity.Threshold => Around(run.ThresholdSecPerKm),
            Intensity.Interval => Around(run.IntervalSecPerKm),
            Intensity.Repetition => Around(run.RepetitionSecPerKm),
            _ => _race.Zone switch
            {
                2 => ((int)Math.Ceiling(run.Easy.FastSecPerKm), (int)run.Easy.SlowSecPerKm),
                3 => Around(run.MarathonSecPerKm),
                4 => Around(run.ThresholdSecPerKm),
                _ => Around(run.IntervalSecPerKm),
            },
        };
    }

    private static (int From, int To) Around(double pace) => ((int)Math.Ceiling(pace - Window), (int)Math.Floor(pace + Window));

    private static decimal Rpe(Intensity intensity, int zone) => intensity switch
    {
        Intensity.Recovery => 2,
        Intensity.Easy => 3,
        Intensity.Steady => 5.5m,
        Intensity.Threshold => 7,
        Intensity.Interval => 8.5m,
        Intensity.Repetition => 8.5m,
        _ => zone switch { 2 => 4, 3 => 6, 4 => 7.5m, _ => 8.5m },
    };
}
