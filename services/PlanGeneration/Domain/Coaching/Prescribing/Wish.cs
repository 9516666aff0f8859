using Platform.PlanGeneration.Domain.Catalogue;

namespace Platform.PlanGeneration.Domain.Coaching.Prescribing;

/// <summary>
/// What a coach is looking for in the catalogue. Made once and kept (static): the ranking for an athlete is remembered by
/// the wish itself.
/// </summary>
/// <param name="patterns">Best first: a later one serves where an earlier one has nothing.</param>
internal sealed class Wish(params MovementPattern[] patterns)
{
    public IReadOnlyList<MovementPattern> Patterns { get; } = patterns;

    /// <summary>Ids, or other names the catalogue knows: what one would rather have, best first.</summary>
    public IReadOnlyList<string> Named { get; init; } = [];

    /// <summary>Only the named ones, whatever their pattern.</summary>
    public bool NamedOnly { get; init; }

    /// <summary>One of <see cref="Disciplines"/> that the exercise had better serve.</summary>
    public string? Discipline { get; init; }

    /// <summary>True where an exercise that does not serve the discipline will not do.</summary>
    public bool DisciplineOnly { get; init; }

    /// <summary>A lift to be loaded: weight can be added, both sides at once.</summary>
    public bool Heavy { get; init; }

    /// <summary>What should do the work, if it matters.</summary>
    public IReadOnlyList<Muscle> Muscles { get; init; } = [];

    /// <summary>True where an exercise without one of the muscles will not do.</summary>
    public bool MusclesOnly { get; init; }

    /// <summary>Null: both will do.</summary>
    public bool? Timed { get; init; }

    /// <summary>How many of the best take turns.</summary>
    public int Variety { get; init; } = 3;
}
