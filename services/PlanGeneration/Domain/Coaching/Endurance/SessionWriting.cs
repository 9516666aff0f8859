using Platform.PlanGeneration.Domain.Sessions;

namespace Platform.PlanGeneration.Domain.Coaching.Endurance;

/// <summary>A session being written: its parts, and the words that go with them.</summary>
internal sealed class SessionWriting(Specialisation coach, string sport, SessionKind kind)
{
    private readonly List<SessionPart> _parts = [];
    private readonly List<string> _notes = [];

    public string Title { get; set; } = "";

    public string Purpose { get; set; } = "";

    public bool HasMain => _parts.Exists(p => p.Kind == PartKind.Main);

    public void Add(PartKind part, string name, params IReadOnlyList<Step> steps) => Add(part, name, 1, 0, steps);

    public void Add(PartKind part, string name, int rounds, int restSeconds, IReadOnlyList<Step> steps)
    {
        if (steps.Count > 0)
        {
            _parts.Add(new(part, name, rounds, restSeconds, steps));
        }
    }

    public void Note(string? note)
    {
        if (!string.IsNullOrEmpty(note) && !_notes.Contains(note))
        {
            _notes.Add(note);
        }
    }

    /// <param name="rpe">Of the whole session; null: from its stretches.</param>
    public Session Done(decimal? rpe = null)
    {
        var target = rpe ?? RpeOf(_parts);
        return new(coach, sport, kind, Title, Purpose, target, Sums.Of(_parts, target), _parts, _notes);
    }

    /// <summary>
    /// What the whole feels like: the mean over its time, drawn a third of the way to the hardest of it, because that is what
    /// is remembered; an hour and a half makes easy work harder. In half steps.
    /// </summary>
    private static decimal RpeOf(List<SessionPart> parts)
    {
        double seconds = 0, felt = 0, hardest = 0;
        foreach (var part in parts)
        {
            foreach (var step in part.Steps)
            {
                var rpe = (double)(step switch { EnduranceStep stretch => stretch.Rpe, ExerciseStep exercise => exercise.Rpe ?? 6, _ => 0 });
                var time = part.Rounds * Sums.SecondsOf(step);
                (seconds, felt) = (seconds + time, felt + time * rpe);
                hardest = part.Kind == PartKind.Main && time >= 240 ? Math.Max(hardest, rpe) : hardest;
            }
        }

        var mean = seconds == 0 ? 1 : felt / seconds;
        var all = mean + Math.Max(0, hardest - mean) / 3 + (seconds > 5400 ? Math.Min(1.5, (seconds - 5400) / 3600) : 0);
        return (decimal)Math.Clamp(Math.Round(all * 2) / 2, 1, 10);
    }
}
