using Platform.ServiceDefaults.Http;

namespace Platform.Delivery.Domain;

/// <summary>What may be logged, wherever it is entered: kilograms 0 to 1000 with two decimals, 1 to 1000 whole reps.</summary>
internal static class TopSetRules
{
    public const decimal MostKg = 1000;
    public const int MostReps = 1000;

    /// <returns>The set, or every fault that was found, by the fields <c>weightKg</c> and <c>reps</c>.</returns>
    public static (TopSet? Set, IReadOnlyList<Fault> Faults) Check(decimal? weightKg, decimal? reps)
    {
        List<Fault> faults = [];
        if (WeightFault(weightKg) is { } weight)
        {
            faults.Add(new("weightKg", weight));
        }

        if (RepsFault(reps) is { } count)
        {
            faults.Add(new("reps", count));
        }

        return faults.Count == 0 ? (new TopSet(weightKg!.Value, (int)reps!.Value), []) : (null, faults);
    }

    /// <summary>The same for what a person typed.</summary>
    public static (TopSet? Set, IReadOnlyList<Fault> Faults) Check(string? weight, string? reps) =>
        Check(weight is null ? null : Numbers.Read(weight), reps is null ? null : Numbers.Read(reps));

    private static string? WeightFault(decimal? weightKg) => weightKg switch
    {
        null => "Weight must be a number of kilograms, such as 82.5.",
        < 0 => "Weight must be 0 or more.",
        > MostKg => $"Weight must be at most {MostKg} kg.",
        { } kg when decimal.Round(kg, 2) != kg => "Weight takes at most two decimals.",
        _ => null,
    };

    private static string? RepsFault(decimal? reps) => reps switch
    {
        null => "Reps must be a whole number, such as 5.",
        { } count when decimal.Truncate(count) != count => "Reps must be a whole number, such as 5.",
        < 1 => "Reps must be 1 or more.",
        > MostReps => $"Reps must be at most {MostReps}.",
        _ => null,
    };
}
