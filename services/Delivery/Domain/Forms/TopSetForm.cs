using System.Globalization;

namespace Platform.Delivery.Domain;

/// <summary>Asks for a top set in the person's unit, and reads it.</summary>
internal static class TopSetForm
{
    public const string Weight = "weight";
    public const string Reps = "reps";
    private const decimal ExampleKg = 82.5m;
    private const int ExampleReps = 5;

    /// <param name="logged">What is logged already, to be corrected.</param>
    public static Form For(string exercise, TopSet? logged, Reader reader)
    {
        var texts = reader.Texts;
        var unit = reader.Unit == WeightUnit.Lb ? "lb" : "kg";
        return new(exercise is { Length: > 0 } ? exercise : texts.UnnamedExercise,
        [
            new(Weight, texts.TopSetFormWeight(unit), texts.TopSetFormWeightHint(reader.Unit == WeightUnit.Lb ? texts.Number(180) : texts.Number(ExampleKg)),
                logged is null ? null : reader.WeightNumber(logged.WeightKg)),
            new(Reps, texts.TopSetFormReps, texts.TopSetFormRepsHint(ExampleReps), logged?.Reps.ToString(CultureInfo.InvariantCulture)),
        ]);
    }

    public static Reading<TopSet> TryRead(IReadOnlyDictionary<string, string> inputs, Reader reader)
    {
        var form = new FormReader(inputs, reader);
        var kg = form.Weight(Weight, form.Texts.FieldWeight, 0, TopSetRules.MostKg, ExampleKg);
        var reps = form.Whole(Reps, form.Texts.FieldReps, 1, TopSetRules.MostReps, ExampleReps);
        return form.Done(() => new TopSet(kg, reps));
    }
}
