using System.Globalization;
using System.Text.RegularExpressions;
using Platform.ServiceDefaults.Http;

namespace Platform.Delivery.Domain;

/// <summary>Reads what a person typed, in their unit or in another that they name, and collects everything that is wrong.</summary>
internal sealed partial class FormReader(IReadOnlyDictionary<string, string> inputs, Reader reader)
{
    private readonly List<Fault> _faults = [];

    public Reader Reader => reader;

    public Texts Texts => reader.Texts;

    public Reading<T> Done<T>(Func<T> entry) where T : class => _faults.Count == 0 ? new(entry(), []) : new(null, [.. _faults]);

    /// <summary>Whether a line that may stay empty was filled in.</summary>
    public bool Has(string id) => !string.IsNullOrWhiteSpace(inputs.GetValueOrDefault(id));

    public int Whole(string id, string name, int least, int most, int example, string unit = "") =>
        (int)Check(id, Measure(id, unit).Number, NumberRule.Whole(name, least, most, example, Texts));

    public decimal Number(string id, NumberRule rule, params ReadOnlySpan<string> units) => Check(id, Measure(id, units).Number, rule);

    /// <summary>Takes <c>82.5</c> in the person's own unit, <c>80 kg</c> and <c>180 lb</c>.</summary>
    /// <returns>Kilograms with two decimals; 0 where it is faulty.</returns>
    public decimal Weight(string id, string name, decimal leastKg, decimal mostKg, decimal exampleKg)
    {
        var (number, suffix) = Measure(id, "kg", "kgs", "lb", "lbs");
        var unit = suffix switch
        {
            "kg" or "kgs" => WeightUnit.Kg,
            "lb" or "lbs" => WeightUnit.Lb,
            _ => reader.Unit,
        };
        var read = Check(id, number, NumberRule.Weight(name, leastKg, mostKg, unit, Texts, exampleKg));
        return unit == WeightUnit.Lb ? Weights.ToKg(read) : read;
    }

    /// <summary>Takes <c>5.2</c> in the person's own unit, <c>5 km</c>, <c>3.1 mi</c> and <c>400 m</c>.</summary>
    /// <returns>Metres; 0 where it is faulty.</returns>
    public int Distance(string id, string name, int mostKm, decimal exampleKm)
    {
        var (number, suffix) = Measure(id, "km", "mi", "m");
        if (suffix == "mi" || (suffix.Length == 0 && reader.Unit == WeightUnit.Lb))
        {
            var most = Math.Floor(mostKm * 1000 / Distances.MetresPerMile);
            return Distances.ToMetres(Check(id, number,
                new(name, 0, most, 0.01m, Texts.Number(Math.Round(exampleKm * 1000 / Distances.MetresPerMile, 1)), Texts.Miles, Texts.UnitMiles)));
        }

        var km = suffix == "m" ? number / 1000 : number;
        return (int)(Check(id, km, new(name, 0, mostKm, 0.001m, Texts.Number(exampleKm), Texts.Kilometres, Texts.UnitKilometres)) * 1000);
    }

    /// <summary>Takes <c>7.5</c>, <c>7:30</c> and <c>7h30</c>.</summary>
    /// <returns>Hours with two decimals.</returns>
    public decimal Hours(string id, NumberRule rule)
    {
        if (ClockTime().Match(inputs.GetValueOrDefault(id) ?? "") is not { Success: true } time)
        {
            return Number(id, rule, "h");
        }

        var minutes = time.Groups["minutes"].Value is { Length: > 0 } m ? int.Parse(m, CultureInfo.InvariantCulture) : 0;
        return Check(id, minutes < 60 ? Math.Round(int.Parse(time.Groups["hours"].Value, CultureInfo.InvariantCulture) + minutes / 60m, 2) : null, rule);
    }

    private decimal Check(string id, decimal? number, NumberRule rule)
    {
        if (rule.Fault(number, Texts) is { } fault)
        {
            _faults.Add(new(id, fault));
            return 0;
        }

        return number!.Value;
    }

    private (decimal? Number, string Unit) Measure(string id, params ReadOnlySpan<string> units)
    {
        var typed = (inputs.GetValueOrDefault(id) ?? "").Trim().ToLowerInvariant();
        var longest = "";
        foreach (var unit in units)
        {
            if (unit.Length > longest.Length && typed.EndsWith(unit, StringComparison.Ordinal))
            {
                longest = unit;
            }
        }

        return (Numbers.Read(typed[..^longest.Length]), longest);
    }

    [GeneratedRegex(@"^\s*(?<hours>[0-9]{1,2})\s*[:hH]\s*(?<minutes>[0-9]{2})?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex ClockTime();
}
