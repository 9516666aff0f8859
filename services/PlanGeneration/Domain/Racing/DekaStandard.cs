using System.Globalization;

namespace Platform.PlanGeneration.Domain.Racing;

/// <param name="Order">1 to 10.</param>
/// <param name="MenLb">Of one implement, as the event names it; null without a load.</param>
/// <param name="Implements">2 for the farmers carry, else 1 where there is a load.</param>
internal sealed record DekaZone(int Order, string Name, int Amount, string Unit, double? MenLb = null, double? WomenLb = null, int Implements = 0)
{
    private const double KgPerLb = 0.45359237;

    /// <summary>Such as <c>Row 500 m</c>.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Name} {Amount} {Unit}");

    /// <summary>Kilograms of one implement, to a tenth; null without a load, and where the sex is not known.</summary>
    public double? LoadKg(Sex? sex) => (sex switch { Sex.Male => MenLb, Sex.Female => WomenLb, _ => null }) is { } lb ? Math.Round(lb * KgPerLb, 1) : null;
}

/// <summary>
/// DEKA: ten zones in a fixed order, with a run before each (FIT 500 m, MILE 160 m, STRONG none). Put together from public
/// descriptions and not checked against the organiser's rulebook, which the athlete is told.
/// </summary>
internal sealed record DekaStandard(string FormatId, int RunM, IReadOnlyList<DekaZone> Zones)
{
    public const string NotVerified =
        "The DEKA zones and loads here are not verified against the organiser's rulebook: check them before the race.";

    private static readonly DekaStandard[] All =
    [
        new("deka_fit", 500, Make("Medicine ball sit-up throws", "Dead ball wall overs")),
        new("deka_mile", 160, Make("Medicine ball sit-ups", "Dead ball shoulder overs")),
        new("deka_strong", 0, Make("Medicine ball sit-ups", "Dead ball shoulder overs")),
    ];

    /// <summary>For the athlete, beside everything that is made from this.</summary>
    public string Note => NotVerified;

    /// <returns>Null where it is no DEKA format.</returns>
    public static DekaStandard? Find(string? formatId) => Array.Find(All, standard => standard.FormatId == formatId);

    // Zones 4 and 8 are thrown over a target at FIT and done in place where there is no arena.
    private static DekaZone[] Make(string zone4, string zone8) =>
    [
        new(1, "RAM alternating reverse lunges", 30, "reps", 55, 33, 1),
        new(2, "Row", 500, "m"),
        new(3, "Box jump or step overs", 20, "reps"),
        new(4, zone4, 25, "reps", 20, 14, 1),
        new(5, "SkiErg", 500, "m"),
        new(6, "Farmers carry", 100, "m", 60, 40, 2),
        new(7, "Air bike", 25, "cal"),
        new(8, zone8, 20, "reps", 60, 40, 1),
        new(9, "Tank push/pull", 100, "m"),
        new(10, "RAM weighted burpees", 20, "reps", 44, 22, 1),
    ];
}
