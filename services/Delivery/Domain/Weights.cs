namespace Platform.Delivery.Domain;

/// <summary>Pounds and the kilograms that are stored, with two decimals.</summary>
internal static class Weights
{
    public const decimal KgPerLb = 0.45359237m;

    /// <summary>
    /// Pounds come in steps of this. A hundredth of a kilogram is 0.022 lb, so what is stored may be 0.011 lb off: finer
    /// pounds would not come back as they were typed.
    /// </summary>
    public const decimal LbStep = 0.05m;

    public const decimal KgStep = 0.01m;

    /// <returns>With two decimals.</returns>
    public static decimal ToKg(decimal lb) => Math.Round(lb * KgPerLb, 2, MidpointRounding.AwayFromZero);

    /// <returns>To the nearest <see cref="LbStep"/>: what was typed in pounds comes back as it was.</returns>
    public static decimal ToLb(decimal kg) => Math.Round(kg / KgPerLb / LbStep, MidpointRounding.AwayFromZero) * LbStep;

    /// <summary>The first step that is not below a limit.</summary>
    public static decimal LeastLb(decimal kg) => Math.Ceiling(kg / KgPerLb / LbStep) * LbStep;

    /// <summary>The last step that is not above a limit.</summary>
    public static decimal MostLb(decimal kg) => Math.Floor(kg / KgPerLb / LbStep) * LbStep;
}

/// <summary>Miles and the metres that are stored.</summary>
internal static class Distances
{
    public const decimal MetresPerMile = 1609.344m;

    public static int ToMetres(decimal miles) => (int)Math.Round(miles * MetresPerMile, MidpointRounding.AwayFromZero);

    /// <returns>With two decimals: what was typed in miles comes back as it was.</returns>
    public static decimal ToMiles(int metres) => Math.Round(metres / MetresPerMile, 2, MidpointRounding.AwayFromZero);
}
