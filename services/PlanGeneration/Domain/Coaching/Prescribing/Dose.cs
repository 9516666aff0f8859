namespace Platform.PlanGeneration.Domain.Coaching.Prescribing;

/// <summary>How much of an exercise, whichever it turns out to be.</summary>
/// <param name="Least">Sets below which it is not worth doing.</param>
/// <param name="Usual">Sets, where there is time.</param>
/// <param name="Most">Sets, where there is more.</param>
/// <param name="Seconds">Of a set, where the exercise is one that is timed.</param>
/// <param name="Rpe">Of the last set, in half steps.</param>
/// <param name="Percent">Of the one-repetition maximum, where it is not the RPE chart that decides: speed work, attempts.</param>
/// <param name="Loaded">False: light enough not to be written in kilograms.</param>
/// <param name="LoadKg">Where a progression in kilograms decides; it is still held to the chart at <paramref name="Rpe"/>.</param>
internal sealed record Dose(
    int Least, int Usual, int Most, int RepsFrom, int RepsTo, int Seconds, decimal Rpe, string? Tempo, int RestSeconds,
    decimal? Percent = null, bool Loaded = true, decimal? LoadKg = null);
