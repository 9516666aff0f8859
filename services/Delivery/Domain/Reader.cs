namespace Platform.Delivery.Domain;

/// <summary>How a person reads: in which language, and in which unit of weight.</summary>
/// <param name="Language"><c>en</c> or <c>fr</c>.</param>
internal sealed record Reader(string Language, WeightUnit Unit)
{
    public static Reader Default { get; } = new("en", WeightUnit.Kg);
}

/// <summary>What is stored is always kilograms.</summary>
internal enum WeightUnit
{
    Kg,
    Lb,
}
