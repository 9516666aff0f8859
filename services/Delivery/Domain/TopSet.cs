namespace Platform.Delivery.Domain;

/// <summary>The heaviest set of an exercise.</summary>
internal sealed record TopSet(decimal WeightKg, int Reps)
{
    public override string ToString() => $"{Numbers.Show(WeightKg)} kg × {Reps}";
}

/// <summary>The last top set of an exercise before a date.</summary>
internal sealed record LastTopSet(TopSet Set, DateOnly Date);
