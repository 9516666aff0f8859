namespace Platform.Delivery.Domain;

/// <summary>What a number may be, and how a person is told that it is not: the field, the rule, an example.</summary>
/// <param name="Name">The field as its person reads it.</param>
/// <param name="Step">The number is a multiple of it; 1: whole.</param>
/// <param name="UnitName">Such as "kilograms"; null: none.</param>
/// <param name="Show">A limit as its person reads it.</param>
internal sealed record NumberRule(
    string Name, decimal Least, decimal Most, decimal Step, string Example, Func<decimal, string> Show, string? UnitName = null)
{
    /// <param name="number">Null: what was typed is no number.</param>
    /// <returns>Null where there is none.</returns>
    public string? Fault(decimal? number, Texts texts) => number switch
    {
        null when Step == 1 => texts.FaultNotWhole(Name, Example),
        null when UnitName is null => texts.FaultNotANumber(Name, Example),
        null => texts.FaultNotAMeasure(Name, UnitName, Example),
        { } n when n < Least && decimal.Truncate(n) == n => texts.FaultTooLow(Name, Least == 0 ? "0" : Show(Least), Example),
        { } n when n % Step != 0 => Step switch
        {
            1 => texts.FaultNotWhole(Name, Example),
            0.01m => texts.FaultDecimals(Name, Example),
            _ => texts.FaultStep(Name, texts.Number(Step, 3), Example),
        },
        { } n when n < Least => texts.FaultTooLow(Name, Least == 0 ? "0" : Show(Least), Example),
        { } n when n > Most => texts.FaultTooHigh(Name, Show(Most), Example),
        _ => null,
    };

    public static NumberRule Whole(string name, int least, int most, int example, Texts texts) =>
        new(name, least, most, 1, texts.Number(example), n => texts.Number(n));

    /// <summary>A weight as it is typed, in one unit or the other.</summary>
    public static NumberRule Weight(string name, decimal leastKg, decimal mostKg, WeightUnit unit, Texts texts, decimal exampleKg) => unit == WeightUnit.Lb
        ? new(name, Weights.LeastLb(leastKg), Weights.MostLb(mostKg), Weights.LbStep, texts.Number(Math.Round(exampleKg / Weights.KgPerLb / 5) * 5), texts.Pounds, texts.UnitPounds)
        : new(name, leastKg, mostKg, Weights.KgStep, texts.Number(exampleKg), texts.Kilograms, texts.UnitKilograms);
}
