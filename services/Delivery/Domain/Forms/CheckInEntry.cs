namespace Platform.Delivery.Domain;

/// <summary>A morning's check-in.</summary>
/// <param name="Mood">1 (very low) to 5 (very good).</param>
/// <param name="Energy">1 (exhausted) to 5 (full).</param>
/// <param name="SleepHours">Of the night before, 0 to 24, two decimals.</param>
/// <param name="Soreness">1 (none) to 5 (very sore).</param>
/// <param name="WeightKg">20 to 400, two decimals; null: not told.</param>
internal sealed record CheckInEntry(int Mood, int Energy, decimal SleepHours, int Soreness, decimal? WeightKg)
{
    public const decimal LeastKg = 20;
    public const decimal MostKg = 400;

    public string Show(Reader reader)
    {
        var sleep = reader.Texts.Hours(SleepHours);
        return WeightKg is { } kg
            ? reader.Texts.CheckInShownWithWeight(Mood, Energy, Soreness, sleep, reader.Weight(kg))
            : reader.Texts.CheckInShown(Mood, Energy, Soreness, sleep);
    }
}

/// <summary>Asks for a check-in, and reads it.</summary>
internal static class CheckInForm
{
    public const string Mood = "mood";
    public const string Energy = "energy";
    public const string Sleep = "sleep";
    public const string Soreness = "soreness";
    public const string Weight = "weight";
    private const decimal ExampleSleep = 7.5m;
    private const decimal ExampleKg = 72.5m;

    public static Form For(CheckInEntry? logged, Reader reader)
    {
        var texts = reader.Texts;
        var lb = reader.Unit == WeightUnit.Lb;
        return new(texts.CheckInTitle,
        [
            new(Mood, texts.CheckInMood, texts.CheckInMoodHint, Shown(logged?.Mood), MaxLength: 2),
            new(Energy, texts.CheckInEnergy, texts.CheckInEnergyHint, Shown(logged?.Energy), MaxLength: 2),
            new(Sleep, texts.CheckInSleep, texts.CheckInSleepHint(texts.Number(ExampleSleep)), Shown(logged?.SleepHours)),
            new(Soreness, texts.CheckInSoreness, texts.CheckInSorenessHint, Shown(logged?.Soreness), MaxLength: 2),
            new(Weight, texts.CheckInWeight(lb ? "lb" : "kg"), texts.CheckInWeightHint(texts.Number(lb ? 160 : ExampleKg)),
                logged?.WeightKg is { } kg ? reader.WeightNumber(kg) : null, Required: false),
        ]);

        string? Shown(decimal? number) => number is { } n ? texts.Number(n) : null;
    }

    public static Reading<CheckInEntry> TryRead(IReadOnlyDictionary<string, string> inputs, Reader reader)
    {
        var form = new FormReader(inputs, reader);
        var texts = form.Texts;
        var mood = form.Whole(Mood, texts.FieldMood, 1, 5, 4);
        var energy = form.Whole(Energy, texts.FieldEnergy, 1, 5, 4);
        var sleep = form.Hours(Sleep, new(texts.FieldSleep, 0, 24, 0.01m, texts.Number(ExampleSleep), texts.Hours, texts.UnitHours));
        var soreness = form.Whole(Soreness, texts.FieldSoreness, 1, 5, 2);
        decimal? kg = form.Has(Weight) ? form.Weight(Weight, texts.FieldWeight, CheckInEntry.LeastKg, CheckInEntry.MostKg, ExampleKg) : null;
        return form.Done(() => new CheckInEntry(mood, energy, sleep, soreness, kg));
    }
}
