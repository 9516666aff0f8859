namespace Platform.Delivery.Domain;

/// <param name="PortionPercent">How much of the planned portion was eaten: 0 to 300.</param>
internal sealed record MealEntry(int PortionPercent)
{
    public const int MostPercent = 300;

    public string Show(Reader reader) =>
        PortionPercent == 0 ? reader.Texts.MealSkipped : reader.Texts.MealEaten(reader.Texts.Percent(PortionPercent));
}

/// <summary>Asks how much of a meal was eaten, and reads it.</summary>
internal static class MealForm
{
    public const string Portion = "portion";

    public static Form For(string meal, MealEntry? logged, Reader reader) => new(meal is { Length: > 0 } ? meal : reader.Texts.MealsTitle,
        [new(Portion, reader.Texts.MealFormPortion, reader.Texts.MealFormPortionHint, reader.Texts.Number(logged?.PortionPercent ?? 100))]);

    public static Reading<MealEntry> TryRead(IReadOnlyDictionary<string, string> inputs, Reader reader)
    {
        var form = new FormReader(inputs, reader);
        var portion = form.Whole(Portion, form.Texts.FieldPortion, 0, MealEntry.MostPercent, 100, "%");
        return form.Done(() => new MealEntry(portion));
    }
}
