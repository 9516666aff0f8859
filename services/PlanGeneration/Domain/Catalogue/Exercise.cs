namespace Platform.PlanGeneration.Domain.Catalogue;

/// <param name="Id">Slug of <c>a-z 0-9 -</c>, at most 60 characters.</param>
/// <param name="Needs">Ids of equipment: every group must be met, by any one item of the group. The first of a group is what one would rather have.</param>
/// <param name="Level">The least experience that it suits.</param>
/// <param name="Loadable">Weight can be added in steps, so that progress may be written in kilograms.</param>
/// <param name="Timed">Prescribed in seconds, or by distance, rather than in repetitions.</param>
/// <param name="Stresses">Who has pain there is better off without it. Rather one too many than one too few.</param>
/// <param name="Substitutes">Ids, best first, all of the same pattern; chosen by hand where there are such, the others by rank.</param>
/// <param name="Aliases">Other names, in English and French.</param>
internal sealed record Exercise(
    string Id,
    string Name,
    MovementPattern Pattern,
    IReadOnlyList<Muscle> Primary,
    IReadOnlyList<Muscle> Secondary,
    IReadOnlyList<IReadOnlyList<string>> Needs,
    IReadOnlyList<string> Disciplines,
    ExperienceLevel Level,
    bool Unilateral,
    bool Loadable,
    bool Timed,
    IReadOnlyList<BodyArea> Stresses,
    IReadOnlyList<string> Substitutes,
    IReadOnlyList<string> Aliases)
{
    /// <summary>Its place in the catalogue it was loaded with.</summary>
    internal int Number { get; init; }

    /// <summary>Whether it would load an area that is to be spared.</summary>
    public bool StressesAny(IReadOnlySet<BodyArea> areas)
    {
        if (areas.Count > 0)
        {
            foreach (var area in Stresses)
            {
                if (areas.Contains(area))
                {
                    return true;
                }
            }
        }

        return false;
    }

    public bool Equals(Exercise? other) => other is not null && other.Id == Id;

    public override int GetHashCode() => Id.GetHashCode(StringComparison.Ordinal);
}
