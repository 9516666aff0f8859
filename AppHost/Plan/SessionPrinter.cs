using System.Globalization;
using Platform.PlanGeneration.Domain.Planning;
using Platform.PlanGeneration.Domain.Sessions;
using Spectre.Console;

namespace Platform.Plan;

/// <summary>Sessions in full: purpose, every step with its note and alternatives, the coach's notes.</summary>
internal static class SessionPrinter
{
    public static void Print(IEnumerable<PlannedDay> days)
    {
        foreach (var day in days)
        {
            if (day.Session is not { } session)
            {
                continue;
            }

            AnsiConsole.MarkupLineInterpolated($"[bold]{day.Date.ToString("dddd dd MMMM", CultureInfo.InvariantCulture)}: {session.Title}[/]  {session.Totals.Minutes} min, RPE {session.TargetRpe:0.#}");
            AnsiConsole.MarkupLineInterpolated($"  {session.Purpose}");
            foreach (var part in session.Parts)
            {
                var rounds = part.Rounds == 1 ? "" : $" × {part.Rounds}{(part.RestBetweenRoundsSeconds > 0 ? $", {part.RestBetweenRoundsSeconds} s between" : "")}";
                AnsiConsole.MarkupLineInterpolated($"  [underline]{part.Name}[/]{rounds}");
                foreach (var step in part.Steps)
                {
                    Step(step);
                }
            }

            foreach (var note in session.Notes)
            {
                AnsiConsole.MarkupLineInterpolated($"  Note: {note}");
            }

            AnsiConsole.WriteLine();
        }
    }

    private static void Step(Step step)
    {
        var (rest, tempo, note) = step switch
        {
            ExerciseStep exercise => (exercise.RestSeconds > 0 ? $", rest {exercise.RestSeconds} s" : "", exercise.Tempo is { } t ? $", tempo {t}" : "", exercise.Note),
            EnduranceStep { HeartRateFrom: { } from, HeartRateTo: { } to } stretch => ($", {from}–{to} bpm", "", stretch.Note),
            EnduranceStep stretch => ("", "", stretch.Note),
            _ => ("", "", null),
        };
        AnsiConsole.MarkupLineInterpolated($"    {SessionText.Step(step)}{rest}{tempo}{(note is null ? "" : $": {note}")}");
        if (step is ExerciseStep { Alternatives.Count: > 0 } with)
        {
            AnsiConsole.MarkupLineInterpolated($"      or {string.Join("; or ", with.Alternatives.Select(a => $"{a.Name} ({a.Reason.TrimEnd('.')})"))}");
        }
    }
}
