namespace Platform.Delivery.Domain;

/// <summary>What a person has chosen of how they are reached.</summary>
/// <param name="Language"><c>en</c> or <c>fr</c>.</param>
/// <param name="Channels">Names of <see cref="Channel"/>, the first one first; at least one.</param>
/// <param name="Quiet">Null: none.</param>
internal sealed record Preferences(string Language, WeightUnit WeightUnit, IReadOnlyList<string> Channels, QuietHours? Quiet)
{
    public bool IsSameAs(Preferences other) =>
        (Language, WeightUnit, Quiet) == (other.Language, other.WeightUnit, other.Quiet) && Channels.SequenceEqual(other.Channels);
}
