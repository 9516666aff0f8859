using System.Globalization;
using Platform.Contracts.Scheduler;
using Platform.Delivery.Domain;
using Platform.ServiceDefaults.Http;

namespace Platform.Delivery.Features.LogDaily;

/// <summary>
/// One kind of daily log over HTTP. What is sent takes the way of the form: its values are put on the form's lines, in kilograms
/// and metres, so that there is one set of rules; what is wrong is told by the names of the JSON.
/// </summary>
/// <param name="What">What a 404 names.</param>
/// <param name="Read">The form.</param>
/// <param name="FieldNames">Of the JSON, by the ids of the form's lines; those that are missing are the same.</param>
internal sealed record LogKind<TView>(
    string Engine, string What, Func<IReadOnlyDictionary<string, string>, IReadOnlyList<Fault>> Read, IReadOnlyDictionary<string, string> FieldNames,
    Func<DailyLogRow, TView> View)
{
    public IEnumerable<Fault> Named(IEnumerable<Fault> faults) => faults.Select(f => f with { Field = FieldNames.GetValueOrDefault(f.Field, f.Field) });
}

internal static class LogKinds
{
    /// <summary>Of requests that name their units.</summary>
    public static Reader Reader => Reader.Default;

    public static LogKind<CheckInLog> CheckIns { get; } = new(
        Engines.CheckInAnalyzer, "check-in asked for on that date", inputs => CheckInForm.TryRead(inputs, Reader).Faults,
        new Dictionary<string, string> { [CheckInForm.Sleep] = "sleepHours", [CheckInForm.Weight] = "weightKg" }, CheckInLog.Of);

    public static LogKind<MealLog> Meals { get; } = new(
        Engines.MealDelivery, "meal asked for on that date", inputs => MealForm.TryRead(inputs, Reader).Faults,
        new Dictionary<string, string> { [MealForm.Portion] = "portionPercent" }, MealLog.Of);

    public static LogKind<CardioLog> Cardio { get; } = new(
        Engines.CardioRegiment, "cardio session asked for on that date", inputs => CardioForm.TryRead(inputs, Reader).Faults,
        new Dictionary<string, string> { [CardioForm.Distance] = "distanceM", [CardioForm.HeartRate] = "averageHeartRate" }, CardioLog.Of);
}

/// <summary>A request to log something, by the ids of its form's lines.</summary>
internal interface ILogRequest
{
    IReadOnlyDictionary<string, string> Inputs { get; }
}

/// <param name="Mood">1 (very low) to 5 (very good).</param>
/// <param name="Energy">1 (exhausted) to 5 (full).</param>
/// <param name="SleepHours">Of the night before, 0 to 24, at most two decimals.</param>
/// <param name="Soreness">1 (none) to 5 (very sore).</param>
/// <param name="WeightKg">20 to 400, at most two decimals; may be left out.</param>
internal sealed record CheckInRequest(decimal? Mood, decimal? Energy, decimal? SleepHours, decimal? Soreness, decimal? WeightKg) : ILogRequest
{
    public IReadOnlyDictionary<string, string> Inputs => Line.Of(
        (CheckInForm.Mood, Mood, ""), (CheckInForm.Energy, Energy, ""), (CheckInForm.Sleep, SleepHours, ""), (CheckInForm.Soreness, Soreness, ""),
        (CheckInForm.Weight, WeightKg, "kg"));
}

/// <param name="PortionPercent">How much of the planned portion was eaten: 0 to 300.</param>
internal sealed record MealRequest(decimal? PortionPercent) : ILogRequest
{
    public IReadOnlyDictionary<string, string> Inputs => Line.Of((MealForm.Portion, PortionPercent, ""));
}

/// <param name="Minutes">1 to 1440, at most two decimals.</param>
/// <param name="DistanceM">0 to 1000000, whole; may be left out.</param>
/// <param name="AverageHeartRate">Beats per minute, 30 to 250; may be left out.</param>
internal sealed record CardioRequest(decimal? Minutes, decimal? DistanceM, decimal? AverageHeartRate) : ILogRequest
{
    public IReadOnlyDictionary<string, string> Inputs => Line.Of(
        (CardioForm.Minutes, Minutes, ""), (CardioForm.Distance, DistanceM, "m"), (CardioForm.HeartRate, AverageHeartRate, ""));
}

internal static class Line
{
    public static IReadOnlyDictionary<string, string> Of(params ReadOnlySpan<(string Id, decimal? Number, string Unit)> lines)
    {
        Dictionary<string, string> inputs = [];
        foreach (var (id, number, unit) in lines)
        {
            if (number is { } given)
            {
                inputs[id] = given.ToString(CultureInfo.InvariantCulture) + unit;
            }
        }

        return inputs;
    }
}
