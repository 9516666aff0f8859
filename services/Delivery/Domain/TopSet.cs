namespace Platform.Delivery.Domain;

/// <summary>The heaviest set of an exercise.</summary>
internal sealed record TopSet(decimal WeightKg, int Reps)
{
    /// <summary><c>82.5 kg × 5</c>, <c>body weight × 12</c>.</summary>
    public string Show(Reader reader) => reader.Texts.TopSet(WeightKg == 0 ? reader.Texts.BodyWeight : reader.Weight(WeightKg), Reps);

    public override string ToString() => $"{Numbers.Show(WeightKg)} kg × {Reps}";
}

/// <summary>The last top set of an exercise before a date.</summary>
internal sealed record LastTopSet(TopSet Set, DateOnly Date)
{
    /// <summary>With its date, and the single repetition that it speaks for where it does.</summary>
    public string Show(Reader reader)
    {
        var (set, date) = (Set.Show(reader), reader.Texts.ShortDate(Date));
        return OneRepMax.Estimate(Set) is { } kg
            ? reader.Texts.LastTopSetWithEstimate(set, date, reader.Estimate(kg))
            : reader.Texts.LastTopSet(set, date);
    }
}
