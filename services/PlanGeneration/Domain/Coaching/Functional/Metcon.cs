using Platform.PlanGeneration.Domain.Catalogue;
using Platform.PlanGeneration.Domain.Coaching.Prescribing;
using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Coaching.Functional;

internal enum MetconFormat
{
    /// <summary>Every minute on the minute.</summary>
    Emom,

    /// <summary>As many rounds as possible.</summary>
    Amrap,
    ForTime,
    Intervals,
    Tabata,
}

/// <summary>Metabolic conditioning: several movements against the clock.</summary>
internal static class Metcon
{
    public const int LeastSeconds = 240;
    private const int Minute = 60;
    private const int TabataSets = 8;

    /// <param name="seconds">Not exceeded.</param>
    /// <param name="used">Not chosen again; what is chosen is added.</param>
    /// <returns>Null where there is no time, or no two movements are possible.</returns>
    public static SessionPart? Of(SessionOrder order, MetconFormat format, int seconds, List<Exercise> used, int salt = 0)
    {
        var wanted = format == MetconFormat.Tabata ? Math.Clamp(seconds / (TabataSets * 30), 1, 4) : seconds >= 900 ? 4 : 3;
        var moves = Choose(order, wanted, used, salt);
        if (seconds < LeastSeconds || moves.Count < Math.Min(2, wanted))
        {
            return null;
        }

        return format switch
        {
            MetconFormat.Emom => Emom(order, moves, seconds),
            MetconFormat.Tabata => new(PartKind.Main, "Tabata", 1, 0, [.. moves.Select(m => Timed(order, m, TabataSets, 20, 10, 8.5m, "All you have for each of the eight, and honest rests."))]),
            MetconFormat.Intervals => Intervals(order, moves, seconds),
            _ => Rounds(order, moves, seconds, format == MetconFormat.ForTime),
        };
    }

    private static List<Exercise> Choose(SessionOrder order, int wanted, List<Exercise> used, int salt)
    {
        var choice = ExerciseChoice.For(order.Trainee);
        List<Exercise> moves = [];
        foreach (var wish in Moves.From(Chance.Of(order.Seed, 11 + salt, 7)))
        {
            if (moves.Count < wanted && choice.Pick(wish, Chance.Of(order.Seed, 17 + salt + moves.Count, 4), used) is { } move)
            {
                moves.Add(move);
            }
        }

        return moves;
    }

    private static SessionPart Emom(SessionOrder order, List<Exercise> moves, int seconds)
    {
        while (moves.Count > 1 && moves.Count * Minute > seconds)
        {
            moves.RemoveAt(moves.Count - 1);
        }

        var rounds = Math.Max(1, seconds / (Minute * moves.Count));
        var steps = moves.Select(move =>
        {
            if (move.Timed)
            {
                return Timed(order, move, 1, 40, 20, 7, null);
            }

            var reps = Math.Max(4, Reps(order, 10) / (move.Unilateral ? 2 : 1));
            var work = reps * Sums.RepSeconds * (move.Unilateral ? 2 : 1);
            return Counted(order, move, reps, Math.Max(0, Minute - work), 7, "Start on the minute; the rest of it is yours.");
        });
        return new(PartKind.Main, $"EMOM: {rounds} rounds of {moves.Count}, a movement every minute", rounds, 0, [.. steps]);
    }

    private static SessionPart Intervals(SessionOrder order, List<Exercise> moves, int seconds)
    {
        // From equal work and rest to three times as much work.
        var work = 30 + (5 * (int)Math.Round(3 * Progress.Of(order.Week)));
        var rest = Minute - work;
        while (moves.Count > 1 && moves.Count * Minute > seconds)
        {
            moves.RemoveAt(moves.Count - 1);
        }

        var rounds = Math.Max(1, (seconds + Minute) / ((moves.Count + 1) * Minute));
        return new(PartKind.Main, $"Intervals: {work} seconds on, {rest} off", rounds, rounds > 1 ? Minute : 0, [.. moves.Select(m => Timed(order, m, 1, work, rest, 8, null))]);
    }

    private static SessionPart Rounds(SessionOrder order, List<Exercise> moves, int seconds, bool forTime)
    {
        var between = forTime ? 45 : 0;
        List<Step> steps = [.. moves.Select((m, i) => m.Timed ? Timed(order, m, 1, 40, 0, 8, null) : Counted(order, m, Reps(order, 8 + (2 * (i % 3))) / (m.Unilateral ? 2 : 1), 0, 8, null))];
        while (steps.Count > 1 && Lifts.SecondsOf(steps) > seconds)
        {
            steps.RemoveAt(steps.Count - 1);
        }

        var round = Lifts.SecondsOf(steps);
        var rounds = Math.Max(1, (int)((seconds + between) / (round + between)));
        return new(PartKind.Main, forTime ? $"For time: {rounds} rounds" : $"AMRAP: aim for {rounds} rounds", rounds, rounds > 1 ? between : 0, steps);
    }

    private static ExerciseStep Timed(SessionOrder order, Exercise move, int sets, int work, int rest, decimal rpe, string? note) =>
        Prescription.Of(order.Trainee, move, new(sets, sets, sets, 1, 1, work, rpe, null, rest, Loaded: false), sets, order.Effort, note ?? (move.Unilateral ? "Change sides halfway." : null))
            with { RepsFrom = null, RepsTo = null, DistanceM = null, Seconds = work, PerSide = false };

    private static ExerciseStep Counted(SessionOrder order, Exercise move, int reps, int rest, decimal rpe, string? note) =>
        Prescription.Of(order.Trainee, move, new(1, 1, 1, reps, reps, 30, rpe, null, rest, Loaded: false), 1, order.Effort, note);

    /// <summary>More of them as the weeks go by, fewer where the day is eased.</summary>
    private static int Reps(SessionOrder order, int usual) => Math.Clamp((int)Math.Round(usual * (0.85 + (0.3 * Progress.Of(order.Week))) * (double)Math.Min(1, order.Effort)), 4, 13);
}
