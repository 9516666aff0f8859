using System.Globalization;

namespace Platform.Delivery.Domain;

/// <summary>A cardio session as it was done.</summary>
/// <param name="Minutes">Above 0, at most a day, two decimals.</param>
/// <param name="DistanceM">Null: not told; so with the heart rate.</param>
/// <param name="AverageHeartRate">Beats per minute.</param>
internal sealed record CardioEntry(decimal Minutes, int? DistanceM, int? AverageHeartRate)
{
    public const int MostMinutes = 1440;
    public const int MostKm = 1000;
    public const int LeastHeartRate = 30;
    public const int MostHeartRate = 250;

    public string Show(Reader reader)
    {
        List<string> told = [reader.Texts.Minutes(Minutes)];
        if (DistanceM is { } metres)
        {
            told.Add(reader.Distance(metres));
        }

        if (AverageHeartRate is { } rate)
        {
            told.Add(reader.Texts.HeartRate(rate));
        }

        return string.Join(" · ", told);
    }
}

/// <summary>Asks how a cardio session went, and reads it.</summary>
internal static class CardioForm
{
    public const string Minutes = "minutes";
    public const string Distance = "distance";
    public const string HeartRate = "heart_rate";
    private const int ExampleMinutes = 40;
    private const decimal ExampleKm = 8;
    private const int ExampleHeartRate = 145;

    public static Form For(string session, CardioEntry? logged, Reader reader)
    {
        var texts = reader.Texts;
        var miles = reader.Unit == WeightUnit.Lb;
        return new(session is { Length: > 0 } ? session : texts.CardioTitle,
        [
            new(Minutes, texts.CardioFormMinutes, texts.CardioFormMinutesHint(ExampleMinutes), logged is null ? null : texts.Number(logged.Minutes)),
            new(Distance, texts.CardioFormDistance(miles ? "mi" : "km"), texts.OptionalHint(texts.Number(miles ? 5 : ExampleKm)),
                logged?.DistanceM is { } metres ? reader.DistanceNumber(metres) : null, Required: false),
            new(HeartRate, texts.CardioFormHeartRate, texts.OptionalHint(texts.Number(ExampleHeartRate)),
                logged?.AverageHeartRate?.ToString(CultureInfo.InvariantCulture), Required: false),
        ]);
    }

    public static Reading<CardioEntry> TryRead(IReadOnlyDictionary<string, string> inputs, Reader reader)
    {
        var form = new FormReader(inputs, reader);
        var texts = form.Texts;
        var minutes = form.Number(
            Minutes, new(texts.FieldMinutes, 1, CardioEntry.MostMinutes, 0.01m, texts.Number(ExampleMinutes), n => texts.Number(n)), "min");
        int? metres = form.Has(Distance) ? form.Distance(Distance, texts.FieldDistance, CardioEntry.MostKm, ExampleKm) : null;
        int? rate = form.Has(HeartRate)
            ? form.Whole(HeartRate, texts.FieldHeartRate, CardioEntry.LeastHeartRate, CardioEntry.MostHeartRate, ExampleHeartRate, "bpm")
            : null;
        return form.Done(() => new CardioEntry(minutes, metres, rate));
    }
}
