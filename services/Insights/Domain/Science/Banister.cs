namespace Platform.Insights.Domain.Science;

/// <summary>
/// Banister's impulse–response model: p(t) = p0 + k1·Σw·e^(−Δt/τ1) − k2·Σw·e^(−Δt/τ2), a session's load w acting Δt days
/// later as fitness that fades slowly and fatigue that fades fast.
/// </summary>
/// <param name="FitnessDays">τ1, longer than τ2.</param>
/// <param name="FatigueDays">τ2.</param>
internal sealed record Banister(double Base = 0, double FitnessDays = 42, double FatigueDays = 7, double FitnessGain = 1, double FatigueGain = 2)
{
    public double FitnessDays { get; } = Require.Positive(FitnessDays);

    public double FatigueDays { get; } = FatigueDays < FitnessDays
        ? Require.Positive(FatigueDays)
        : throw new ArgumentOutOfRangeException(nameof(FatigueDays), FatigueDays, "Fatigue fades faster than fitness.");

    public double FitnessGain { get; } = Require.Positive(FitnessGain);

    public double FatigueGain { get; } = Require.Positive(FatigueGain);

    /// <summary>Days after a single session at which it has stopped costing and begins to help; 0 where it helps at once.</summary>
    public double BreakEvenDays => Math.Max(0, Math.Log(FatigueGain / FitnessGain) * Spread);

    /// <summary>Days after a single session at which it helps most; 0 where it is at once.</summary>
    public double PeakDays => Math.Max(0, Math.Log(FatigueGain * FitnessDays / (FitnessGain * FatigueDays)) * Spread);

    private double Spread => FitnessDays * FatigueDays / (FitnessDays - FatigueDays);

    /// <summary>Performance on a day, from the loads of the days before it.</summary>
    /// <param name="dailyLoads">Oldest first; the last is that of the day before.</param>
    /// <exception cref="ArgumentOutOfRangeException">A load is negative or no finite number.</exception>
    public double After(ReadOnlySpan<double> dailyLoads)
    {
        var (fitness, fatigue) = (0.0, 0.0);
        var (keepFitness, keepFatigue) = (Math.Exp(-1 / FitnessDays), Math.Exp(-1 / FatigueDays));
        foreach (var load in dailyLoads)
        {
            fitness = (fitness + Require.NotNegative(load)) * keepFitness;
            fatigue = (fatigue + load) * keepFatigue;
        }

        return Base + FitnessGain * fitness - FatigueGain * fatigue;
    }
}
