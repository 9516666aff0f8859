using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Coaching.Endurance;

/// <summary>Repeats of work and recovery that fit a time, and what is left of it.</summary>
/// <param name="Text">Such as <c>5 × 1000 m</c>.</param>
/// <param name="Seconds">All of it, recoveries included.</param>
internal sealed record Repeats(int Rounds, IReadOnlyList<Step> Steps, string Text, double Seconds);

/// <summary>Writes the hard stretches: as many as the main minutes and the share of work in them allow.</summary>
internal sealed class HardWork(Pacing pacing, string mode)
{
    // Of the track, longest first.
    private static readonly int[] IntervalMetres = [1200, 1000, 800, 600];
    private static readonly int[] RepetitionMetres = [400, 300, 200];

    /// <summary>Three to five minutes each at VO2max: by distance where the pace is known, else by time.</summary>
    public Repeats Intervals(double mainSeconds, double workSeconds, Random random, Intensity intensity = Intensity.Interval)
    {
        if (pacing.SecondsPerKm(mode, intensity) is { } pace)
        {
            List<int> fitting = [];
            foreach (var metres in IntervalMetres)
            {
                var each = metres * pace / 1000;
                if (each is >= 140 and <= 320 && 2 * each <= workSeconds + each / 3)
                {
                    fitting.Add(metres);
                }
            }

            var chosen = fitting.Count > 0 ? fitting[random.Next(fitting.Count)] : 400;
            return Over(mainSeconds, workSeconds, intensity, chosen, chosen * pace / 1000, 0.75);
        }

        return Of(mainSeconds, workSeconds, intensity, workSeconds >= 600 ? 60 * random.Next(3, 6) : workSeconds >= 360 ? 120 : 60, 0.75);
    }

    /// <summary>A minute or so faster than VO2max, with full recovery: economy, not exhaustion.</summary>
    public Repeats Repetitions(double mainSeconds, double workSeconds, Random random)
    {
        if (pacing.SecondsPerKm(mode, Intensity.Repetition) is { } pace)
        {
            var metres = RepetitionMetres[random.Next(pace > 330 ? 1 : 0, RepetitionMetres.Length)];
            return Over(mainSeconds, workSeconds, Intensity.Repetition, metres, metres * pace / 1000, 2);
        }

        return Of(mainSeconds, workSeconds, Intensity.Repetition, random.Next(2) == 0 ? 30 : 45, 2);
    }

    /// <summary>Threshold pieces of six to twelve minutes, easy between.</summary>
    /// <param name="restSeconds">Null: a minute for every five of work, as Daniels has it.</param>
    public Repeats Cruise(double mainSeconds, double workSeconds, Intensity intensity = Intensity.Threshold, int? restSeconds = null)
    {
        var pieces = Math.Max(1, (int)Math.Round(workSeconds / (workSeconds > 1800 ? 600 : 420)));
        var rest = restSeconds ?? Math.Max(60, (int)(Math.Min(workSeconds, mainSeconds * 5 / 6) / pieces / 5 / 30) * 30);
        var each = Math.Max(60, (int)(Math.Min(workSeconds, mainSeconds - pieces * rest) / pieces / 60) * 60);
        while (pieces > 1 && pieces * (each + rest) > mainSeconds)
        {
            pieces--;
        }

        return Round(pieces, intensity, each, rest);
    }

    /// <summary>Equal times of fast and easy by feel.</summary>
    public Repeats Fartlek(double mainSeconds, double workSeconds, Random random)
    {
        var each = workSeconds switch { >= 900 => 60 * random.Next(2, 4), >= 480 => 60 * random.Next(1, 3), _ => 60 };
        return Of(mainSeconds, workSeconds, each >= 180 ? Intensity.Threshold : Intensity.Interval, each, 1);
    }

    public Repeats Of(double mainSeconds, double workSeconds, Intensity intensity, int each, double recovery)
    {
        each = (int)Math.Max(15, Math.Min(each, mainSeconds / (1 + recovery)));
        var rest = Rest(each, recovery);
        return Round(Rounds(mainSeconds, workSeconds, each, rest), intensity, each, rest);
    }

    private Repeats Round(int rounds, Intensity intensity, int each, int rest) => new(
        rounds, [pacing.For(mode, intensity, each), pacing.For(mode, Intensity.Recovery, rest)],
        $"{rounds} × {(each % 60 == 0 ? $"{each / 60} min" : $"{each} s")}", rounds * (each + rest));

    private Repeats Over(double mainSeconds, double workSeconds, Intensity intensity, int metres, double each, double recovery)
    {
        var rest = Rest(each, recovery);
        if (each + rest > mainSeconds)
        {
            return Of(mainSeconds, workSeconds, intensity, 60, 1);
        }

        var rounds = Rounds(mainSeconds, workSeconds, each, rest);
        return new(
            rounds, [pacing.Over(mode, intensity, metres), pacing.For(mode, Intensity.Recovery, rest)], $"{rounds} × {metres} m", rounds * (each + rest));
    }

    private static int Rest(double each, double recovery) => Math.Max(15, (int)Math.Round(each * recovery / 15) * 15);

    private static int Rounds(double mainSeconds, double workSeconds, double each, double rest) =>
        (int)Math.Max(1, Math.Min(Math.Round(workSeconds / each), Math.Floor(mainSeconds / (each + rest))));
}
