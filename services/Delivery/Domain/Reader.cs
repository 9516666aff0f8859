namespace Platform.Delivery.Domain;

/// <summary>How a person reads: in which language, and in which unit of weight.</summary>
/// <param name="Language">One of <see cref="Texts.Languages"/>.</param>
/// <param name="Unit">Who weighs in pounds measures ways in miles.</param>
internal sealed record Reader(string Language, WeightUnit Unit)
{
    public static Reader Default { get; } = new("en", WeightUnit.Kg);

    /// <summary>As the database has it; null: not chosen.</summary>
    public static Reader Of(string? language, string? weightUnit) =>
        new(language ?? Default.Language, weightUnit == "lb" ? WeightUnit.Lb : WeightUnit.Kg);

    public Texts Texts => Texts.For(Language);

    /// <summary><c>82.5 kg</c>, <c>182.5 lb</c>.</summary>
    public string Weight(decimal kg) => Unit == WeightUnit.Lb ? Texts.Pounds(Weights.ToLb(kg)) : Texts.Kilograms(kg);

    /// <summary>The same without the unit, as a form shows it: <c>82.5</c>.</summary>
    public string WeightNumber(decimal kg) => Texts.Number(Unit == WeightUnit.Lb ? Weights.ToLb(kg) : kg);

    /// <summary>A weight that was computed, not weighed, to the half kilogram or the pound.</summary>
    public string Estimate(decimal kg) => Unit == WeightUnit.Lb
        ? Texts.Pounds(Math.Round(kg / Weights.KgPerLb, MidpointRounding.AwayFromZero))
        : Texts.Kilograms(Math.Round(kg * 2, MidpointRounding.AwayFromZero) / 2);

    /// <summary><c>5.2 km</c>, <c>3.23 mi</c>.</summary>
    public string Distance(int metres) => Unit == WeightUnit.Lb ? Texts.Miles(Distances.ToMiles(metres)) : Texts.Kilometres(metres / 1000m);

    /// <summary>The same without the unit, as a form shows it.</summary>
    public string DistanceNumber(int metres) =>
        Unit == WeightUnit.Lb ? Texts.Number(Distances.ToMiles(metres)) : Texts.Number(metres / 1000m, 3);
}

/// <summary>What is stored is always kilograms.</summary>
internal enum WeightUnit
{
    Kg,
    Lb,
}
