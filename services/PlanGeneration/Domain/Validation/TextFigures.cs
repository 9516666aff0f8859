using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Validation;

/// <summary>
/// The rule <c>text_figures</c>: an amount that a title, purpose, note or part's name claims is in the steps: the whole,
/// the main work, a part, a step, a rest, or what is done in one zone. Kilometres may be rounded to the digit written.
/// </summary>
internal static class TextFigures
{
    /// <param name="totals">What the steps add up to.</param>
    public static void Check(Session session, SessionTotals totals, FaultList faults)
    {
        Check(session.Title, "title", -1, session, totals, faults);
        Check(session.Purpose, "purpose", -1, session, totals, faults);
        for (var i = 0; i < session.Notes.Count; i++)
        {
            Check(session.Notes[i], "notes", i, session, totals, faults);
        }

        for (var i = 0; i < session.Parts.Count; i++)
        {
            Check(session.Parts[i].Name, "parts", i, session, totals, faults);
        }
    }

    private static void Check(string text, string member, int index, Session session, SessionTotals totals, FaultList faults)
    {
        var reader = new FigureReader(text);
        while (reader.Next(out var figure))
        {
            // A week's are the plan's to check.
            if (!figure.OfWeek && !IsIn(figure, session, totals))
            {
                var path = index < 0 ? member : member == "parts" ? $"parts[{index}].name" : $"{member}[{index}]";
                faults.Add(path, FaultRules.TextFigures, $"It says “{text.Substring(figure.At, figure.Length)}”; {Sum(figure, totals)}.");
            }
        }
    }

    /// <summary>Whether the steps have such an amount anywhere.</summary>
    public static bool IsIn(Figure figure, Session session, SessionTotals totals) =>
        figure.Times is { } times ? IsRepeated(times, figure, session) : IsAmount(figure, session, totals);

    /// <summary>Half of what the last digit stands for is rounding, from ten of them on; 0.1 km, 1 %, or a minute are nothing.</summary>
    public static bool Agree(Figure figure, double real)
    {
        var rounding = figure.Value >= 10 * figure.Grain ? figure.Grain / 2 : 0;
        var least = figure.Unit == FigureUnit.Metres ? Math.Min(100, figure.Value * 0.05) : Math.Min(60, figure.Value * 0.1);
        return Math.Abs(figure.Value - real) <= Math.Max(Math.Max(rounding, least), figure.Value * 0.01) + 1e-6;
    }

    private static bool IsRepeated(int times, Figure figure, Session session)
    {
        foreach (var part in session.Parts)
        {
            var same = 0;
            foreach (var step in part.Steps)
            {
                if (!IsSet(figure, step))
                {
                    continue;
                }

                if (step is ExerciseStep exercise)
                {
                    if (exercise.Sets == times || part.Rounds == times || exercise.Sets * part.Rounds == times)
                    {
                        return true;
                    }
                }

                same++;
                if (part.Rounds * same == times || part.Rounds == times || same == times)
                {
                    return true;
                }
            }

            var oneRound = figure.Unit == FigureUnit.Metres ? MetresOf(part) : SecondsOf(part);
            if (part.Rounds == times && figure.Unit != FigureUnit.None && Agree(figure, oneRound))
            {
                return true;
            }
        }

        return Counted(figure, session) == times || (figure.Unit == FigureUnit.None && IsRepeated(times, figure with { Unit = FigureUnit.Metres, Grain = 1 }, session));
    }

    private static int Counted(Figure figure, Session session)
    {
        var count = 0;
        foreach (var part in session.Parts)
        {
            foreach (var step in part.Steps)
            {
                count += IsSet(figure, step) ? part.Rounds * (step is ExerciseStep exercise ? exercise.Sets : 1) : 0;
            }
        }

        return count;
    }

    private static bool IsSet(Figure figure, Step step) => (figure.Unit, step) switch
    {
        (FigureUnit.None, ExerciseStep { RepsFrom: { } from } exercise) => figure.Value >= from && figure.Value <= (exercise.RepsTo ?? from),
        (FigureUnit.Metres, ExerciseStep { DistanceM: { } metres }) => Agree(figure, metres),
        (FigureUnit.Seconds, ExerciseStep { Seconds: { } seconds }) => Agree(figure, seconds),
        (FigureUnit.Metres, EnduranceStep stretch) => Agree(figure, Sums.MetresOf(stretch)),
        (FigureUnit.Seconds, EnduranceStep stretch) => Agree(figure, Sums.SecondsOf(stretch)),
        _ => false,
    };

    private static bool IsAmount(Figure figure, Session session, SessionTotals totals)
    {
        var metres = figure.Unit == FigureUnit.Metres;
        if (metres ? Agree(figure, (double)totals.DistanceKm * 1_000) : Agree(figure, totals.Minutes * 60.0) || Agree(figure, totals.MainMinutes * 60.0) || Agree(figure, totals.HardMinutes * 60.0))
        {
            return true;
        }

        Span<double> zones = stackalloc double[6];
        double main = 0;
        foreach (var part in session.Parts)
        {
            var once = metres ? MetresOf(part) : SecondsOf(part);
            var whole = (once * part.Rounds) + (metres ? 0 : (part.Rounds - 1.0) * part.RestBetweenRoundsSeconds);
            main += part.Kind == PartKind.Main ? whole : 0;
            if (Agree(figure, once) || Agree(figure, whole) || (!metres && (Agree(figure, part.RestBetweenRoundsSeconds) || Agree(figure, once * part.Rounds))))
            {
                return true;
            }

            foreach (var step in part.Steps)
            {
                var amount = AmountOf(step, metres);
                if (IsSet(figure, step) || Agree(figure, amount) || Agree(figure, amount * part.Rounds)
                    || (step is ExerciseStep exercise && !metres && (Agree(figure, exercise.RestSeconds) || Agree(figure, (exercise.Seconds ?? 0) * (double)exercise.Sets))))
                {
                    return true;
                }

                if (step is EnduranceStep stretch)
                {
                    zones[stretch.Zone] += amount * part.Rounds;
                }
            }
        }

        // Of one zone, of all easy and of all hard work.
        return Agree(figure, main) || Agree(figure, zones[1] + zones[2]) || Agree(figure, zones[4] + zones[5]) || Agree(figure, zones[3] + zones[4] + zones[5])
            || Agree(figure, zones[1]) || Agree(figure, zones[2]) || Agree(figure, zones[3]) || Agree(figure, zones[4]) || Agree(figure, zones[5]);
    }

    private static double AmountOf(Step step, bool metres) => (metres, step) switch
    {
        (false, _) => Sums.SecondsOf(step),
        (_, EnduranceStep stretch) => Sums.MetresOf(stretch),
        (_, ExerciseStep exercise) => (exercise.DistanceM ?? 0) * (double)exercise.Sets,
        _ => 0,
    };

    private static double MetresOf(SessionPart part)
    {
        var sum = 0.0;
        foreach (var step in part.Steps)
        {
            sum += AmountOf(step, metres: true);
        }

        return sum;
    }

    private static double SecondsOf(SessionPart part)
    {
        var sum = 0.0;
        foreach (var step in part.Steps)
        {
            sum += Sums.SecondsOf(step);
        }

        return sum;
    }

    private static string Sum(Figure figure, SessionTotals totals) =>
        figure.Times is not null ? "no part or exercise is repeated so"
        : figure.Unit == FigureUnit.Metres ? $"the steps add up to {totals.DistanceKm:0.#} km, and no part or step has so much"
        : $"the steps add up to {totals.Minutes} minutes, {totals.MainMinutes} of them main work, and no part or step takes so long";
}
