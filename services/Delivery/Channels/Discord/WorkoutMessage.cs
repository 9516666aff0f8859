using System.Globalization;
using System.Text;
using Platform.Contracts.PlanGeneration;
using Platform.Delivery.Domain;

namespace Platform.Delivery.Channels.Discord;

/// <summary>A workout as Discord messages: Markdown, and a button for each exercise that opens its modal.</summary>
internal static class WorkoutMessage
{
    public const int MostContent = 2000;
    public const int MostButtons = 25;
    private const int ButtonsInRow = 5;
    private const int MostLabel = 80;
    private const int MostName = 100;
    private const int MostNote = 150;

    private static readonly DateOnly WidestDate = new(2026, 9, 30);
    private static readonly LastTopSet Widest = new(new(TopSetRules.MostKg - 0.01m, TopSetRules.MostReps), new DateOnly(2000, 12, 31));

    /// <summary>
    /// Splits a workout into messages: as many exercises in each as fit whatever their last top sets will be, so that
    /// the split never changes once it is made.
    /// </summary>
    public static IReadOnlyList<Workout> Split(Workout workout)
    {
        List<Workout> parts = [];
        List<WorkoutExercise> taken = [];
        var buttons = 0;
        var header = Header(workout, WidestDate, 98, 99).Length;
        var length = header;
        foreach (var exercise in workout.Exercises)
        {
            var line = Line(exercise, Widest).Length;
            if ((exercise.AsksTopSet && buttons == MostButtons) || length + line > MostContent)
            {
                parts.Add(workout with { Exercises = taken });
                taken = [];
                buttons = 0;
                length = header;
            }

            taken.Add(exercise);
            buttons += exercise.AsksTopSet ? 1 : 0;
            length += line;
        }

        parts.Add(workout with { Exercises = taken });
        return parts;
    }

    /// <param name="lastTopSet">The last top set of an exercise before the date, or null.</param>
    public static object Render(
        Guid deliveryId, string nonce, DateOnly localDate, int part, int parts, Workout workout, Func<string, LastTopSet?> lastTopSet) => new
    {
        Content = Content(localDate, part, parts, workout, lastTopSet),
        Nonce = nonce,
        EnforceNonce = true,
        AllowedMentions = new { Parse = Array.Empty<string>() },
        Components = workout.ToLog.Chunk(ButtonsInRow).Select(row => new
        {
            Type = ComponentTypes.ActionRow,
            Components = row.Select(exercise => new
            {
                Type = ComponentTypes.Button,
                Style = 1,
                Label = Label(exercise.Name),
                CustomId = LogId.For(deliveryId, exercise.ExerciseId),
            }),
        }),
    };

    internal static string Content(DateOnly localDate, int part, int parts, Workout workout, Func<string, LastTopSet?> lastTopSet)
    {
        var content = new StringBuilder(Header(workout, localDate, part, parts));
        foreach (var exercise in workout.Exercises)
        {
            content.Append(Line(exercise, lastTopSet(exercise.ExerciseId)));
        }

        return content.ToString();
    }

    private static string Header(Workout workout, DateOnly localDate, int part, int parts)
    {
        var of = parts > 1 ? $" ({part + 1} of {parts})" : "";
        var purpose = workout.Purpose is { Length: > 0 } why ? Markdown.Escape(why, MostNote) + "\n" : "";
        var ask = workout.Asked > 0 ? "Log the top set of each exercise with its button.\n" : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"## {Markdown.Escape(workout.DayName, MostName)}{of}\n{localDate:dddd d MMMM yyyy} · {Markdown.Escape(workout.BlockName, MostName)}, day {workout.DayIndex + 1}\n{purpose}{ask}");
    }

    private static string Line(WorkoutExercise exercise, LastTopSet? last)
    {
        var line = new StringBuilder($"- **{Markdown.Escape(exercise.Name, MostName)}**\n  ");
        line.Append(exercise is { AsksTopSet: false, Sets: 1 } ? "" : $"{exercise.Sets} × ").Append(Markdown.Escape(exercise.Reps, 20));
        if (exercise.LoadKg is { } load)
        {
            line.Append(CultureInfo.InvariantCulture, $" · {load:0.##} kg");
        }

        if (exercise.Rpe is { } rpe)
        {
            line.Append(CultureInfo.InvariantCulture, $" · RPE {rpe:0.#}");
        }

        if (exercise.Note is { Length: > 0 } note)
        {
            line.Append(" · ").Append(Markdown.Escape(note, MostNote));
        }

        if (exercise.RestSeconds > 0)
        {
            line.Append(" · rest ").Append(Rest(exercise.RestSeconds));
        }

        if (exercise.AsksTopSet)
        {
            var before = last is null ? "none yet" : string.Create(CultureInfo.InvariantCulture, $"{last.Set} on {last.Date:d MMM yyyy}");
            line.Append(" · last top set: ").Append(before);
        }

        return line.Append('\n').ToString();
    }

    private static string Label(string name) => Markdown.Shorten(name, MostLabel) is { Length: > 0 } label ? label : "Log";

    private static string Rest(int seconds) => (seconds / 60, seconds % 60) switch
    {
        (0, var s) => $"{s} s",
        (var m, 0) => $"{m} min",
        var (m, s) => $"{m} min {s} s",
    };
}
