namespace Platform.Delivery.Domain;

/// <summary>
/// The weight that could be lifted once, by Epley, w·(1 + r/30), as the plans estimate it. One repetition is the weight
/// itself; above ten the estimate means nothing and there is none.
/// </summary>
internal static class OneRepMax
{
    public const int MostReps = 10;

    /// <returns>Kilograms, not rounded; null above ten repetitions and for body weight alone.</returns>
    public static decimal? Estimate(TopSet set) => set switch
    {
        { WeightKg: <= 0 } or { Reps: > MostReps } => null,
        { Reps: 1 } => set.WeightKg,
        _ => set.WeightKg * (30 + set.Reps) / 30,
    };
}
